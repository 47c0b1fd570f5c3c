import { apiRequest } from '../api-request.fixture';
import { shop } from '../domain.fixture';
import { updateDomain, type UpdateDomainParts } from './update-domain';

const setMailFrom = jest.fn<Promise<boolean>, [string, string]>();
const get = jest.fn<ReturnType<UpdateDomainParts['domains']['get']>, [string, string?]>();
const answerTo = (body: unknown) =>
  updateDomain({ ses: { setMailFrom }, domains: { get } })(apiRequest({ body, pathParameters: { id: shop.id } }));

beforeEach(() => {
  setMailFrom.mockReset().mockResolvedValue(true);
  get.mockReset().mockResolvedValue(shop);
});

test('the return path is changed', async () => {
  await expect(answerTo({ custom_return_path: 'bounces' })).resolves.toEqual({
    body: { object: 'domain', id: shop.id },
  });
  expect(setMailFrom).toHaveBeenCalledWith('shop.test', 'bounces.shop.test');
});

test.each([undefined, {}, { open_tracking: true, tls: 'opportunistic' }])(
  'the body %j says what is so already, and SES is not asked',
  async (body) => {
    await expect(answerTo(body)).resolves.toMatchObject({ body: { id: shop.id } });
    expect(setMailFrom).not.toHaveBeenCalled();
  },
);

test.each([
  ['tls', { tls: 'enforced' }],
  ['click_tracking', { click_tracking: false }],
  ['capabilities.sending', { capabilities: { sending: 'disabled' } }],
  ['tracking_subdomain', { tracking_subdomain: 'links' }],
  ['name', { name: 'other.test' }],
  ['custom_return_path', { custom_return_path: 'send.shop.test' }],
])('what cannot be changed is refused rather than ignored: %s', async (field, body) => {
  await expect(answerTo(body)).rejects.toMatchObject({ errorName: 'validation_error', details: { field } });
  expect(setMailFrom).not.toHaveBeenCalled();
});

test('a domain that is not there, or no longer in SES, is not found', async () => {
  setMailFrom.mockResolvedValue(false);
  await expect(answerTo({ custom_return_path: 'bounces' })).rejects.toMatchObject({ errorName: 'not_found' });
  get.mockResolvedValue(undefined);
  await expect(answerTo({})).rejects.toMatchObject({ errorName: 'not_found' });
});

import { domainRecords, recommendedRecords } from './domain-records';
import { describedShop } from './domain.fixture';

const dkim = (token: string, zone = 'dkim.amazonses.com') => ({
  record: 'DKIM',
  name: `${token}._domainkey.shop.test`,
  type: 'CNAME',
  ttl: 'Auto',
  status: 'pending',
  value: `${token}.${zone}`,
});

test('a domain needs an MX and an SPF record for its return path, and three DKIM records', () => {
  const returnPath = { record: 'SPF', name: 'send.shop.test', ttl: 'Auto', status: 'pending' };
  expect(domainRecords(describedShop, 'eu-west-1')).toEqual([
    { ...returnPath, type: 'MX', value: 'feedback-smtp.eu-west-1.amazonses.com', priority: 10 },
    { ...returnPath, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
    dkim('one'),
    dkim('two'),
    dkim('three'),
  ]);
});

test('without a return path of its own there are the DKIM records alone', () => {
  const { mailFrom, ...withoutReturnPath } = describedShop;
  expect(mailFrom).toBeDefined();
  expect(domainRecords(withoutReturnPath, 'eu-west-1').map(({ record }) => record)).toEqual(['DKIM', 'DKIM', 'DKIM']);
});

test('the records have a status each, the keys another than the return path', () => {
  const described = { ...describedShop, mailFrom: { domain: 'send.shop.test', status: 'FAILED' } };
  const keys = { ...described.dkim, status: 'SUCCESS' };
  expect(domainRecords({ ...described, dkim: keys }, 'eu-west-1').map(({ status }) => status)).toEqual([
    'failed',
    'failed',
    'verified',
    'verified',
    'verified',
  ]);
});

test('where SES publishes its keys elsewhere, the records point there', () => {
  const keys = { ...describedShop.dkim, tokens: ['one'], hostedZone: 'dkim.eu-west-1.example' };
  expect(domainRecords({ ...describedShop, dkim: keys }, 'eu-west-1')).toContainEqual(dkim('one', keys.hostedZone));
});

test('DMARC is recommended, and has no status that somebody could wait for', () => {
  expect(recommendedRecords('shop.test')).toEqual([
    { record: 'DMARC', name: '_dmarc.shop.test', type: 'TXT', ttl: 'Auto', value: 'v=DMARC1; p=none;' },
  ]);
});

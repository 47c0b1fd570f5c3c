import { durableApiUrl, withLiveApiUrls } from './api-urls';

const url = 'http://127.0.0.1:3000';
const httpApis = { describe: (apiId: string) => (apiId === 'served' ? { name: 'api', url } : { name: 'api' }) };

test('the URL of an API that is served leads to this machine, and every other stays', () => {
  const text = `${durableApiUrl('served')}/emails ${durableApiUrl('unserved')} https://example.com`;
  expect(withLiveApiUrls(text, httpApis)).toBe(`${url}/emails ${durableApiUrl('unserved')} https://example.com`);
});

import {
  isSameSecret,
  newUnsubscribeToken,
  parseUnsubscribePath,
  unsubscribeTokenOf,
  unsubscribeUrl,
} from './unsubscribe-token';

const id = '01936f9e-2c00-7000-8000-0000000000ab';

test('a URL leads back to its e-mail and its secret, of 128 bits, another one each time', () => {
  const secret = newUnsubscribeToken();
  expect(Buffer.from(secret, 'base64url')).toHaveLength(16);
  expect(secret).not.toBe(newUnsubscribeToken());
  const url = unsubscribeUrl('https://api.example.com', { id, secret });
  expect(url).toBe(`https://api.example.com/unsubscribe/${id}.${secret}`);
  expect(parseUnsubscribePath(url.split('/').at(-1) ?? '')).toEqual({ id, secret });
});

test('of many e-mails each has another secret of 128 bits, which follows from that of all', () => {
  const secret = unsubscribeTokenOf('of all', id);
  expect(parseUnsubscribePath(`${id}.${secret}`)).toEqual({ id, secret });
  expect(unsubscribeTokenOf('of all', id)).toBe(secret);
  expect(unsubscribeTokenOf('of all', id.replace('ab', 'ac'))).not.toBe(secret);
  expect(unsubscribeTokenOf('of others', id)).not.toBe(secret);
});

test.each([
  '',
  id,
  `${id}.`,
  `${id}.short`,
  `${id}.aaaaaaaaaaaaaaaaaaaaaa=`,
  `x${id}.aaaaaaaaaaaaaaaaaaaaaa`,
  '------------------------------------.aaaaaaaaaaaaaaaaaaaaaa',
  `${id}.aaaaaaaaaaaaaaaaaaaaaa\n`,
])('%j is no end of ours', (text) => {
  expect(parseUnsubscribePath(text)).toBeUndefined();
});

test('only the very secret is the same, and none is that of an e-mail without one', () => {
  expect(isSameSecret('a', 'a')).toBe(true);
  expect(isSameSecret('a', 'b')).toBe(false);
  expect(isSameSecret('', undefined)).toBe(false);
});

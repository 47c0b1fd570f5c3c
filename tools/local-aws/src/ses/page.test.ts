import { pageOf } from './page';
import { refusal } from './ses-under-test';

const names = ['a', 'b', 'c', 'd', 'e'];
const page = (request: Parameters<typeof pageOf>[0]) =>
  pageOf(
    request,
    (limit, after = '') => names.filter((name) => name > after).slice(0, limit),
    (name) => name,
  );

test('following the tokens gives every entry once', () => {
  const first = page({ PageSize: 2 });
  const second = page({ PageSize: 2, ...(first.nextToken && { NextToken: first.nextToken }) });
  const third = page({ PageSize: 2, ...(second.nextToken && { NextToken: second.nextToken }) });
  expect([first, second, third].map(({ entries }) => entries.join(''))).toEqual(['ab', 'cd', 'e']);
  expect(third.nextToken).toBeUndefined();
});

test('a page that ends with the list has no token', () => {
  expect(page({ PageSize: 5 }).nextToken).toBeUndefined();
  expect(page({ PageSize: 0 }).entries).toEqual(names);
  expect(page({}).entries).toEqual(names);
});

test.each([-1, 1001])('the page size %i is refused', (PageSize) => {
  expect(() => page({ PageSize })).toThrow(refusal('BadRequestException'));
});

test.each(['', 'x', Buffer.from('{"before":"a"}').toString('base64url')])('the token %j is refused', (NextToken) => {
  expect(() => page({ NextToken })).toThrow(refusal('InvalidNextTokenException'));
});

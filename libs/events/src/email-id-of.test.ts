import { emailIdOf } from './email-id-of';

const id = '01a202b2-c57b-7fff-bfff-ffffffffffff';

test.each([
  ['its tag', [id], id],
  ['a tag that is no id', ['order-5'], undefined],
  ['a tag without a value', [], undefined],
])("an e-mail with %s is known by it, or not as Sesame's", (_, values, expected) => {
  expect(emailIdOf({ tags: new Map([['sesame-email-id', values]]) })).toBe(expected);
});

test("an e-mail without tags is not Sesame's", () => {
  expect(emailIdOf({ tags: new Map() })).toBeUndefined();
});

import { nameOfError } from './name-of-error';

test.each([
  [new RangeError('ada@example.com'), 'RangeError'],
  [Object.assign(new Error('connect'), { code: 'ECONNRESET' }), 'ECONNRESET'],
  [Object.assign(new TypeError('x'), { code: 'ERR_INVALID_URL' }), 'TypeError'],
  ['ada@example.com', 'string'],
])('%p is called %s', (error, name) => {
  expect(nameOfError(error)).toBe(name);
});

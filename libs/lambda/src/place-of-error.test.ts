import { placeOfError } from './place-of-error';

class MalformedEventError extends Error {
  override readonly name = 'MalformedEventError';
  constructor(readonly where: unknown) {
    super('Message.bounce is not as documented');
  }
}

test('a malformed event tells its place', () => {
  expect(placeOfError(new MalformedEventError('Message.bounce.timestamp'))).toBe('Message.bounce.timestamp');
});

test.each([
  [
    'an error of another name, which may put a value there',
    Object.assign(new Error('no'), { where: 'ada@example.com' }),
  ],
  ['a malformed event without a place', new MalformedEventError(undefined)],
  ['what is no error', { name: 'MalformedEventError', where: 'Message' }],
  ['nothing', undefined],
])('%s tells none', (_what, error) => {
  expect(placeOfError(error)).toBeUndefined();
});

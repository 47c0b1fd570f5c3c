import { messageId } from './message-id';

test('an id holds its time and its random part', () => {
  const random = Buffer.from('caf714337e4ce5ba99ef3dc257e300df', 'hex');
  expect(messageId(0x019aae23b94c, random)).toBe('0100019aae23b94c-caf71433-7e4c-e5ba-99ef-3dc257e300df-000000');
});

test('two ids of one millisecond differ', () => {
  expect(messageId(1)).not.toBe(messageId(1));
});

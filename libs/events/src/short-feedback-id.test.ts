import { shortFeedbackId } from './short-feedback-id';

test('a feedback id is cut to its beginning, which is enough to find the event by', () => {
  const id = '0102019ab9cfbd3f-79d021d4-24e0-06f1-1004-598f8ff1ff32-000000';
  expect(shortFeedbackId(id)).toBe('0102019ab9cfbd3f-79d021d4');
  expect(shortFeedbackId('x'.repeat(10_000))).toHaveLength(25);
  expect(shortFeedbackId('short')).toBe('short');
});

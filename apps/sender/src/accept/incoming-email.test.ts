import { readEmail } from './incoming-email';

const body = { from: 'hello@example.com', to: 'ada@example.net', subject: 'News', text: 'News.' };
const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`X-Own-${n}`, 'x']));

test.each<[string, Record<string, unknown>, string, string]>([
  ['two recipients', { cc: 'bob@example.net' }, 'to', 'one_recipient'],
  [
    'a List-Unsubscribe of its own',
    { headers: { 'list-unsubscribe': '<https://example.com>' } },
    'headers.list-unsubscribe',
    'reserved',
  ],
  [
    'a List-Unsubscribe-Post of its own',
    { headers: { 'List-Unsubscribe-Post': 'x' } },
    'headers.List-Unsubscribe-Post',
    'reserved',
  ],
  ['fourteen headers', { headers: named(14) }, 'headers', 'too_many'],
])('marketing mail with %s is refused, and transactional mail is not', (_, more, field, reason) => {
  expect(() => readEmail({ ...body, ...more }, 'marketing')).toThrow(
    expect.objectContaining({ errorName: 'validation_error', details: { field, reason } }) as Error,
  );
  expect(readEmail({ ...body, ...more }, undefined)).toMatchObject({ stream: 'transactional' });
});

test('thirteen headers leave room for the two that Sesame adds', () => {
  expect(readEmail({ ...body, headers: named(13) }, 'marketing').headers).toHaveLength(13);
});

test('the field and the header name one stream', () => {
  expect(readEmail({ ...body, stream: 'marketing' }, 'marketing')).toMatchObject({ stream: 'marketing' });
  expect(() => readEmail({ ...body, stream: 'marketing' }, 'transactional')).toThrow(
    expect.objectContaining({ details: { field: 'stream' } }) as Error,
  );
});

import { headerProblem } from './header';

test('a header of the caller is allowed up to the limits of SES', () => {
  expect(headerProblem('List-Unsubscribe', '<https://example.com/u?x=1>')).toBeUndefined();
  expect(headerProblem('X', 'v'.repeat(995))).toBeUndefined();
  expect(headerProblem('n'.repeat(126), 'v')).toBeUndefined();
});

test.each([
  'From',
  'to',
  'CC',
  'Bcc',
  'Subject',
  'Sender',
  'Reply-To',
  'Return-Path',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'content-transfer-encoding',
  'DKIM-Signature',
  'X-SES-CONFIGURATION-SET',
  'x-ses-message-tags',
])('%s cannot be set', (name) => {
  expect(headerProblem(name, 'value')).toMatch(/cannot be set/);
});

test.each([
  ['', 'value', /name/],
  ['X Y', 'value', /name/],
  ['X:', 'value', /name/],
  ['X\r\nBcc', 'value', /name/],
  ['Ünicode', 'value', /name/],
  ['n'.repeat(127), 'value', /126/],
  ['X', '', /empty/],
  ['X', 'a\r\nBcc: jane@example.com', /line breaks/],
  ['X', 'zoë', /ASCII/],
  ['X', 'v'.repeat(996), /995/],
  ['XY', 'v'.repeat(995), /996/],
])('the header %j is refused', (name, value, sentence) => {
  expect(headerProblem(name, value)).toMatch(sentence);
});

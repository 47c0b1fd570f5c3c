import { tagProblem } from './message-tag';

test('letters, digits, underscores and hyphens are a tag', () => {
  expect(tagProblem('campaign_2026', 'black-friday')).toBeUndefined();
  expect(tagProblem('n'.repeat(256), 'v'.repeat(256))).toBeUndefined();
});

test.each([
  ['ses:from-domain', 'a', /Amazon SES/],
  ['Sesame-Email-Id', 'a', /Sesame/],
  ['', 'a', /name of a tag is empty/],
  ['a', '', /value of a tag is empty/],
  ['n'.repeat(257), 'a', /name.*256/],
  ['a', 'v'.repeat(257), /value.*256/],
  ['a b', 'a', /name/],
  ['a', 'jane@example.com', /value/],
  ['a', 'zoë', /value/],
  ['a', 'b\n', /value/],
])('the tag %j = %j is refused', (name, value, sentence) => {
  expect(tagProblem(name, value)).toMatch(sentence);
});

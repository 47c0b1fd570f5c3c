import { readEmailTags } from './email-tags';
import { refusal } from '../ses-under-test';

test('each tag becomes an array of its values', () => {
  const tags = [
    { Name: 'app', Value: 'orders' },
    { Name: 'cohort', Value: 'a@b.c' },
    { Name: 'app', Value: 'shop' },
  ];
  expect(readEmailTags(tags)).toEqual({ app: ['orders', 'shop'], cohort: ['a@b.c'] });
});

test.each([
  ['', 'x', 'The tag name must be specified.'],
  ['x', '', 'The tag value must be specified.'],
  ['n'.repeat(256), 'x', 'Tag name cannot exceed 255 characters.'],
  [
    'ses:operation',
    'x',
    "Invalid tag name <ses:operation>: only alphanumeric ASCII characters, '_',  '-' are allowed.",
  ],
  ['x', 'a b', "Invalid tag value <a b>: only alphanumeric ASCII characters, '_',  '-' , '.', '@' are allowed."],
])('the tag %j=%j is refused', (Name, Value, message) => {
  expect(() => readEmailTags([{ Name, Value }])).toThrow(refusal('BadRequestException', message));
});

test('a fifty-first tag is refused', () => {
  const tags = Array.from({ length: 51 }, (_, index) => ({ Name: `tag-${index}`, Value: 'x' }));
  expect(() => readEmailTags(tags)).toThrow('cannot exceed 50');
  expect(Object.keys(readEmailTags(tags.slice(1)))).toHaveLength(50);
});

import { missedByStories, permissionsPage, storiesNamedIn } from './permissions-page';
import type { Question } from './recording';
import { rolesOf } from './role';
import { askedBy, deployedOf, recordingOf, roleFileOf, tableArn } from './role.fixture';

const resource = tableArn('sesame-local-orders');
const reader = deployedOf('reader', [
  {
    ...{ Sid: 'Read', Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: resource },
    Condition: { StringLike: { 'dynamodb:LeadingKeys': 'own#*' } },
  },
]);
const file = roleFileOf('reader', '- Sid: Read');
const used = (during: string, times: number): Question => ({
  ...askedBy(reader, 'dynamodb:GetItem', resource, { during, context: { 'dynamodb:LeadingKeys': 'own#1' } }),
  times,
});
const pageOf = (questions: Question[], before: string) =>
  permissionsPage(rolesOf(recordingOf([reader], questions), [file]).roles, before);
const row = (story: string) =>
  `| Read | dynamodb:GetItem | table/sesame-&lt;stage&gt;-orders | StringLike dynamodb:LeadingKeys: own#\\* | ${story} |`;

test('a role is told with what it may, on what, under which condition, and a story that shows it', () => {
  const page = pageOf([used('bounce', 2), { ...used('accept', 9), allowed: false }], '');
  expect(page).toContain('## reader\n\nEverything the reader may do. [role.yml](../apps/reader/src/role.yml).');
  expect(page).toContain(row('bounce'));
  expect(storiesNamedIn(page)).toEqual(['bounce']);
});

test('a story that was named stays as long as it shows the grant, whatever others do', () => {
  const page = pageOf([used('bounce', 2)], '');
  expect(pageOf([used('bounce', 1), used('accept', 9)], page)).toBe(page);
  expect(pageOf([used('accept', 9)], page)).toContain(row('accept'));
});

test('what a role of people granted and does not any more is told by its line, if the story that used it fails', () => {
  const { roles } = rolesOf(recordingOf([reader], []), [file]);
  const page = pageOf([used('bounce', 2)], '');
  const before = page.replace('| Read | dynamodb:GetItem |', '| Read | dynamodb:Query |');
  const place = 'apps/reader/src/role.yml:10 Read';
  const gone = [
    `${place} does not grant dynamodb:Query on table/sesame-<stage>-orders any more, which sesame-local-reader needs in bounce`,
  ];
  const ofPeople = roles.map((role) => ({ ...role, isOfPeople: true }));
  expect(missedByStories(ofPeople, before, new Set(['bounce']))).toEqual(gone);
  expect(missedByStories(ofPeople, before, new Set(['accept']))).toEqual([]);
  expect(missedByStories(ofPeople, page, new Set(['bounce']))).toEqual([]);
  expect(missedByStories(roles, before, new Set(['bounce']))).toEqual([]);
});

test('during which story a log is written, or the use of a key recorded, is not told: it is chance', () => {
  const keyUses = tableArn('sesame-local-key-uses');
  const logs = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/reader:*';
  const watched = deployedOf('reader', [
    { Sid: 'Record', Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: keyUses },
    { Sid: 'Log', Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: logs },
  ]);
  const questions = [
    askedBy(watched, 'dynamodb:PutItem', keyUses, { during: 'bounce' }),
    askedBy(watched, 'logs:PutLogEvents', `${logs.slice(0, -1)}log-stream:a`, { during: 'bounce' }),
  ];
  const { roles } = rolesOf(recordingOf([watched], questions), [file]);
  const page = permissionsPage(
    roles.map((role) => ({ ...role, file: { ...role.file, isOfAFunction: true } })),
    '',
  );
  expect(page.match(/\| any \|/g)).toHaveLength(2);
  expect(storiesNamedIn(page)).toEqual([]);
});

import type { Statement } from '@sesame/iam';
import { duringFailures } from './failure-paths';
import { type Grant, grantsOf, usesOf } from './grants';
import { listed, placeOf, type Role } from './role';

/** What was going on before the first story. */
const start = 'start';
/** Logs are written in every story, and that a key was used is recorded once in a while: during which story is chance. */
const any = 'any';

const introduction = `# Permissions

Written by \`npm run prove\`, which fails where this is not so; nobody edits it. What each role may do, on what, under which condition, and one
story of \`e2e/\` in which it does (\`any\`: it is chance in which). A grant that no story uses is not granted. [How this is proved](security-review.md).
`;

/**
 * The page of all roles. A grant keeps the story that the page named before as long as it uses it there, so that the page
 * changes when a role does and not with every run; a new grant gets the story that shows most of its role.
 */
export function permissionsPage(roles: Role[], before: string): string {
  const known = storiesIn(before);
  const sections = roles.map((role) => section(role, known));
  return [introduction, ...sections].join('\n');
}

/** The stories that a page names. */
export function storiesNamedIn(page: string): string[] {
  const named = new Set(storiesIn(page).values());
  return [...named].filter((story) => ![start, any, duringFailures].includes(story)).sort();
}

/**
 * What people's roles granted by the page and grant no more, of stories that fail now: a sentence each, with the line of role.yml where
 * it would stand. Of functions it is known by what they ask for; people ask for what they must not have, too.
 */
export function missedByStories(roles: Role[], before: string, failed: ReadonlySet<string>): string[] {
  return [...storiesIn(before)].flatMap(([row, story]) => {
    const [heading, sid = '', action = '', resource = ''] = row.split('|');
    const role = roles.find((one) => one.isOfPeople && headingOf(one) === heading);
    if (!role || !failed.has(story)) return [];
    const grants = grantsOf(role);
    const isGranted = (grant: Grant) => rowOf(role, grant) === row;
    if (grants.some(isGranted)) return [];
    const statement = grants.find((grant) => grant.sid === sid)?.placed;
    const place = statement ? placeOf(role, statement) : `${role.file.path}:${role.file.lineOf('Policies')} ${sid}`;
    return [`${place} does not grant ${action} on ${asText(resource)} any more, which ${role.name} needs in ${story}`];
  });
}

function section(role: Role, known: Map<string, string>): string {
  const heading = headingOf(role);
  const shown = shownOf(role);
  const rows = grantsOf(role).map((grant) => {
    const what = [grant.sid, grant.action, inWords(grant.resource), conditionOf(grant.placed.statement)];
    const story = isByChance(role, grant) ? any : storyOf(grant, shown, known.get(rowOf(role, grant)));
    return `| ${[...what, story].join(' | ')} |`;
  });
  return [
    `## ${heading}`,
    '',
    `${role.file.purpose} [role.yml](../${role.file.path}). Taken by ${takenBy(role)}.`,
    '',
    '| statement | action | resource | condition | story |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function isByChance({ file }: Role, { action, resource }: Grant): boolean {
  return (
    file.isOfAFunction &&
    (action.startsWith('logs:') || (action === 'dynamodb:PutItem' && resource.endsWith('-key-uses')))
  );
}

function headingOf({ name }: Role): string {
  return name.replace(/^sesame-local-/, '');
}

/** What tells a row of the page from all others. */
function rowOf(role: Role, { sid, action, resource }: Grant): string {
  return [headingOf(role), sid, action, inWords(resource)].join('|');
}

/** What each story shows of a role: of each grant how often it was used. */
function shownOf(role: Role): Map<string, Map<string, number>> {
  const shown = new Map<string, Map<string, number>>();
  for (const grant of grantsOf(role))
    for (const { during = start, times } of usesOf(role, grant)) {
      if (during === duringFailures) continue;
      const story = shown.get(during) ?? new Map<string, number>();
      story.set(keyOf(grant), (story.get(keyOf(grant)) ?? 0) + times);
      shown.set(during, story);
    }
  return shown;
}

/** The story that shows a grant: the one that was named, or of those that do the one that shows most of the role, and most often. */
function storyOf(grant: Grant, shown: Map<string, Map<string, number>>, kept: string | undefined): string {
  const times = (story: string) => shown.get(story)?.get(keyOf(grant)) ?? 0;
  const size = (story: string) => shown.get(story)?.size ?? 0;
  const stories = [...shown.keys()].filter((story) => times(story) > 0);
  if (kept !== undefined && stories.includes(kept)) return kept;
  const [first] = stories.sort((a, b) => size(b) - size(a) || times(b) - times(a) || a.localeCompare(b));
  return first ?? duringFailures;
}

function keyOf({ sid, action, resource }: Grant): string {
  return [sid, action, resource].join('|');
}

/** From `role|statement|action|resource` to the story. */
function storiesIn(page: string): Map<string, string> {
  const stories = new Map<string, string>();
  let heading = '';
  for (const line of page.split('\n')) {
    heading = /^## (.*)$/.exec(line)?.[1] ?? heading;
    const [, sid, action, resource, , story] = /^\| (\S*) \| (\S+) \| (\S+) \| (.*) \| (\S*) \|$/.exec(line) ?? [];
    if (action?.includes(':')) stories.set([heading, sid, action, resource].join('|'), story ?? '');
  }
  return stories;
}

function takenBy({ deployed: { trust } }: Role): string {
  const trusted = listed(trust.Statement).map((statement) => {
    const principals =
      typeof statement.Principal === 'object' ? Object.values(statement.Principal).flat() : ['anybody'];
    const condition = conditionOf(statement);
    return `${principals.map(inWords).join(', ')}${condition === '' ? '' : ` where ${condition}`}`;
  });
  return [...new Set(trusted)].join('; ');
}

function conditionOf({ Condition = {} }: Statement): string {
  return Object.entries(Condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, wanted]) => `${operator} ${key}: ${listed(wanted).map(String).map(inWords).join(', ')}`,
      ),
    )
    .join('; ');
}

/** What stands in a cell, as it is read. */
function asText(cell: string): string {
  return cell
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\\([|*])/g, '$1');
}

/** Without what is the same everywhere, or another in every account and stage. */
function inWords(text: string): string {
  return text
    .replace(/^arn:aws:iam::000000000000:root$/, 'people of this account')
    .replace(/^arn:aws:execute-api:[a-z0-9-]*:\d*:\w+\//, '&lt;role-api&gt;/')
    .replace(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d*:/, '')
    .replaceAll('arn:aws:iam::000000000000:', '')
    .replaceAll('000000000000', '&lt;account&gt;')
    .replaceAll('sesame-local', 'sesame-&lt;stage&gt;')
    .replaceAll('|', '\\|')
    .replaceAll('*', '\\*');
}

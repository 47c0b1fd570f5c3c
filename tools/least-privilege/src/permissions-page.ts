import type { Statement } from '@sesame/iam';
import { duringFailures } from './failure-paths';
import { type Grant, grantsOf, usesOf } from './grants';
import { listed, type Role } from './role';

/** What was going on before the first story. */
const start = 'start';

const introduction = `# Permissions

Written by \`npm run prove\`, which fails where this is not so; nobody edits it. What each role may do, on what, under which condition, and one
story of \`e2e/\` in which it does. A grant that no story uses is not granted. [How this is proved](security-review.md).
`;

/**
 * The page of all roles. A grant keeps the story that the page named before as long as it uses it there, so that the page
 * changes when a role does and not with every run; a new grant gets a story of
 * which its use is a great part.
 */
export function permissionsPage(roles: Role[], before: string): string {
  const known = storiesIn(before);
  const sizes = sizesOf(roles);
  const sections = roles.map((role) => section(role, sizes, known));
  return [introduction, ...sections].join('\n');
}

/** The stories that a page names. */
export function storiesNamedIn(page: string): string[] {
  const named = new Set(storiesIn(page).values());
  return [...named].filter((story) => story !== start && story !== duringFailures).sort();
}

function section(role: Role, sizes: Map<string, number>, known: Map<string, string>): string {
  const heading = role.name.replace(/^sesame-local-/, '');
  const rows = grantsOf(role).map((grant) => {
    const what = [grant.sid, grant.action, inWords(grant.resource), conditionOf(grant.placed.statement)];
    const story = storyOf(role, grant, sizes, known.get([heading, ...what.slice(0, 3)].join('|')));
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

/** The story that shows a grant: the one that was named, or the one of which this use is the greatest part. */
function storyOf(role: Role, grant: Grant, sizes: Map<string, number>, kept: string | undefined): string {
  const shares = new Map<string, number>();
  for (const { during = start, times } of usesOf(role, grant)) {
    if (during === duringFailures) continue;
    shares.set(during, (shares.get(during) ?? 0) + times / (sizes.get(during) ?? 1));
  }
  if (kept !== undefined && shares.has(kept)) return kept;
  const [first] = [...shares].sort(([a, more], [b, less]) => less - more || a.localeCompare(b));
  return first?.[0] ?? duringFailures;
}

/** How much was asked during each story. */
function sizesOf(roles: Role[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { during = start, times } of roles.flatMap(({ uses }) => uses))
    sizes.set(during, (sizes.get(during) ?? 0) + times);
  return sizes;
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

/** Without what is the same everywhere, or another in every account and stage. */
function inWords(text: string): string {
  return text
    .replace(/^arn:aws:iam::000000000000:root$/, 'people of this account')
    .replace(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d*:/, '')
    .replaceAll('arn:aws:iam::000000000000:', '')
    .replaceAll('000000000000', '&lt;account&gt;')
    .replaceAll('sesame-local', 'sesame-&lt;stage&gt;')
    .replaceAll('|', '\\|')
    .replaceAll('*', '\\*');
}

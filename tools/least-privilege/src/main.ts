// Exit code 0 only if everything holds; the last line is one JSON object.
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { tryLive } from './live/try-live';
import { missedByStories, permissionsPage, storiesNamedIn } from './permissions-page';
import { inVain, proveRecording } from './prove-recording';
import { record } from './record';
import { readRecording } from './recording';
import { counted, table } from './report';

interface Options {
  seed: number;
  mutants: number;
  check?: true;
  allStories?: true;
  save?: string;
  recording?: string;
}
const options = new Command('prove')
  .option('--seed <number>', 'determines which mutants are tried live', whole, randomInt(1e9))
  .option('--mutants <number>', 'how many of them', whole, 20)
  .option('--check', 'writes nothing, and fails where docs/permissions.md would change')
  .option('--all-stories', 'tells every story of e2e, and not only those that docs/permissions.md names')
  .option('--save <file>', 'keeps what was recorded, for --recording')
  .option('--recording <file>', 'what `GET /_sesame/recording` answered: nothing is started, and nothing written')
  .parse()
  .opts<Options>();

const startedAt = performance.now();
const seconds = () => Math.round((performance.now() - startedAt) / 1000);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const sayWhen = (line: string) => say(`${String(seconds()).padStart(4)} s  ${line}`);

// This file runs as dist/tools/least-privilege/main.mjs.
const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const page = join(repository, 'docs', 'permissions.md');

const { code, told } = options.recording === undefined ? await prove() : proveOffline(options.recording);
say(JSON.stringify({ ...told, seconds: seconds() }));
process.exit(code);

/** Tells what a recording proves. Of a role that is new it need not say yet what a thief would try. */
function proveOffline(file: string) {
  const proof = proveRecording(readRecording(readFileSync(file, 'utf8')), repository);
  say(table(proof));
  for (const role of proof.unwritten) say(role);
  return verdict(proof.missing, proof.problems, summary(proof));
}

/** Tells the stories, makes things fail, proves it, tries mutants on a running Sesame, and writes the page. */
async function prove() {
  const { seed, mutants } = options;
  say(`Seed ${seed}.`);
  const before = readFileSync(page, 'utf8');
  const named = options.allStories ? [] : storiesNamedIn(before);
  const { recording, problems, failed } = await record(repository, named, { say: sayWhen, save: options.save });
  const proof = proveRecording(recording, repository);
  const live = await tryLive({ proof, repository, seed, mutants, say: sayWhen });
  const roles = proof.roles.map(({ role }) => role);
  const after = permissionsPage(roles, before);
  const stale = after !== before;
  const missing = [...proof.missing, ...missedByStories(roles, before, failed)];
  const broken = [...problems, ...proof.problems, ...proof.unwritten, ...live.problems];
  // What does not hold is not written down as if it did.
  if (stale && !options.check && missing.length + broken.length === 0) writeFileSync(page, after);
  say(`\n${table(proof)}\n`);
  const staleness = 'docs/permissions.md:1 is not what the roles grant; npm run prove writes it anew';
  return verdict(missing, [...broken, ...(stale && options.check ? [staleness] : [])], {
    ...{ prove: 'permissions', seed, ...summary(proof) },
    ...{ live: live.tried, page: stale ? 'changed' : 'unchanged' },
  });
}

function summary({ roles, matrix }: ReturnType<typeof proveRecording>) {
  return {
    roles: roles.length,
    granted: roles.reduce((sum, { grants }) => sum + grants, 0),
    used: roles.reduce((sum, { used }) => sum + used, 0),
    mutants: { less: counted(roles, 'less'), more: counted(roles, 'more') },
    matrix: { tried: matrix.tried, allowed: matrix.allowed, unexplained: matrix.unexplained.length },
  };
}

function verdict(missing: string[], others: string[], told: object) {
  for (const problem of missing) say(problem);
  if (missing.length > 0 && others.length > 0)
    say(
      '\nWhat is missing comes first. Stories that fail for want of it use less of everything, so this may be because of it:\n',
    );
  for (const problem of others) say(problem);
  const problems = [...missing, ...others];
  if (!options.allStories && options.recording === undefined && problems.some((problem) => problem.endsWith(inVain)))
    say('If a story that docs/permissions.md does not name yet uses it: npm run prove -- --all-stories');
  say(
    problems.length === 0
      ? 'Everything holds.'
      : `BROKEN: ${problems.length} things do not hold; they are named above.`,
  );
  return {
    code: problems.length === 0 ? 0 : 1,
    told: { ok: problems.length === 0, ...told, problems: problems.length },
  };
}

function whole(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('Say a whole number.');
  return number;
}

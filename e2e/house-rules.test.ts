import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { grants } from './granted';

const root = resolve(__dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const sources = files.filter((file) => /^(apps|libs|tools|e2e)\/.*\.(ts|mjs|cjs)$/.test(file));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('apps and operators’ tools import libs, libs the ground floor, the embedded AWS libs/iam alone, stories none of them', () => {
  const mayImport = (file: string, lib: string) => {
    if (file.startsWith('tools/least-privilege/')) return ['iam', 'local-sesame', 'event-generator'].includes(lib);
    if (lib === 'local-sesame' || lib === 'event-generator') return /^tools\/(bench|chaos)\//.test(file);
    if (/^(apps|tools\/(redrive|bench|sesame|personal-data))\//.test(file)) return lib !== 'iam';
    if (file.startsWith('libs/')) return lib === 'email' && !/^libs\/(email|iam)\//.test(file);
    return file.startsWith('tools/local-aws/') && lib === 'iam';
  };
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('@sesame/'))
      .filter((name) => !mayImport(file, name.slice('@sesame/'.length)))
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('no project reaches into another by a relative path', () => {
  // What bundles and packages all of them is no project.
  const projectOf = (path: string) => /^(apps|libs|tools(?!\/packaging\/))\/[^/]+|^e2e/.exec(path)?.[0];
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, resolve(root, file, '..', name)))
      .filter((target) => projectOf(target) !== undefined && projectOf(target) !== projectOf(file))
      .map((target) => `${file} reaches into ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('every function has its role beside its handler, and every role is deployed under the name of its function or its people', () => {
  const handlers = files.filter((file) => /^apps\/.*\/handler\.ts$/.test(file));
  expect(handlers.length).toBeGreaterThan(0);
  expect(handlers.filter((file) => !existsSync(join(root, file, '..', 'role.yml')))).toEqual([]);
  const { functions, roles, deployRoles, pipelineRoles } = parse(read('names.yml')) as Record<
    'functions' | 'roles' | 'deployRoles' | 'pipelineRoles',
    Record<string, string>
  >;
  const names = [functions, roles, deployRoles, pipelineRoles]
    .flatMap(Object.values<string>)
    .map((name) => name.replace('${sls:stage}', 'local'));
  expect([...new Set(grants().map(({ roleName }) => roleName))].sort()).toEqual(names.sort());
});

test('no role grants a wildcard action, and a wildcard resource only to what takes no resource', () => {
  const takesNoResource = [
    'ses:GetAccount',
    'ses:ListEmailIdentities',
    'ses:ListSuppressedDestinations',
    'ses:PutSuppressedDestination',
    'ses:DeleteSuppressedDestination',
    'cloudformation:ListExports',
    'cloudformation:ValidateTemplate',
    'lambda:CreateEventSourceMapping',
    'cloudformation:DescribeStackDriftDetectionStatus',
    'logs:CreateLogDelivery',
    'logs:DescribeLogGroups',
    'logs:GetLogDelivery',
    'logs:DeleteLogDelivery',
  ];
  const wild = grants().filter(
    ({ action, resource }) => action.includes('*') || (resource === '*' && !takesNoResource.includes(action)),
  );
  expect(wild).toEqual([]);
});

test('every service has a page of its own', () => {
  const services = readdirSync(join(root, 'apps')).map((app) => `apps/${app}/README.md`);
  const libs = readdirSync(join(root, 'libs')).map((lib) => `libs/${lib}/README.md`);
  expect([...services, ...libs].filter((page) => !existsSync(join(root, page)))).toEqual([]);
});

test('every link between pages leads somewhere', () => {
  const pages = files.filter((file) => file.endsWith('.md'));
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(resolve(root, page, '..', target)))
      .map((target) => `${page} -> ${target}`),
  );
  expect(broken).toEqual([]);
});

test('nothing unfinished is left in the code', () => {
  const marks = new RegExp(
    ['FIX' + 'ME', 'TO' + 'DO', 'X' + 'XX', 'HA' + 'CK'].map((word) => `\\b${word}\\b`).join('|'),
  );
  expect(sources.filter((file) => marks.test(read(file)))).toEqual([]);
});

test('a change to one app makes its own tests run and no others', () => {
  const affected = (file: string) =>
    execFileSync(
      process.execPath,
      [require.resolve('nx/bin/nx.js'), 'show', 'projects', '--affected', '--withTarget=test', `--files=${file}`],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, NX_DAEMON: 'false' },
      },
    )
      .trim()
      .split('\n');
  expect(affected('apps/bounces/src/handler.ts')).toEqual(['bounces']);
  expect(affected('libs/events/src/index.ts').sort()).toEqual([
    'bounces',
    'complaints',
    'events',
    'metrics',
    'redrive',
  ]);
});

function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name);
}

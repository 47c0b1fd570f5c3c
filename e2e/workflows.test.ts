import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

type Files = NonNullable<Parameters<typeof convertWorkflowTemplate>[2]>;

const root = resolve(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const yamlIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${folder}/${name}`);
const workflows = yamlIn('.github/workflows');
const actions = yamlIn('.github/actions');

const permissions = z.record(z.string(), z.string());
const step = z.object({ uses: z.string().optional(), run: z.string().optional(), with: z.looseObject({}).optional() });
const job = z.object({
  permissions: permissions.optional(),
  uses: z.string().optional(),
  environment: z.string().optional(),
  'timeout-minutes': z.number().optional(),
  steps: z.array(step).default([]),
});
const workflow = z.object({ on: z.unknown(), permissions, jobs: z.record(z.string(), job) });
const parsed = (file: string) => workflow.parse(parse(read(file)));

const names = z
  .object({ deployRoles: z.record(z.string(), z.string()), pipelineRoles: z.record(z.string(), z.string()) })
  .parse(parse(read('names.yml')));
const project = z.object({ targets: z.record(z.string(), z.unknown()) });
const deployable = (file: string) => 'deploy' in project.parse(JSON.parse(read(file))).targets;
/** The services that can be deployed, without the shared stack. */
const services = readdirSync(join(root, 'apps')).filter((app) => deployable(`apps/${app}/project.json`));

describe('every workflow and action is what GitHub takes', () => {
  const contentOf = (name: string) => ({ name, content: read(name) });
  /** A workflow that another one calls: what it is given is checked against what it takes. */
  const called: Files = { getFileContent: async (file) => contentOf('path' in file ? file.path : '') };
  const problemsOf = async (file: { name: string; content: string }) => {
    const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
    if (value) await convertWorkflowTemplate(context, value, called, { fetchReusableWorkflowDepth: 1 });
    return context.errors.getErrors().map(({ message }) => message);
  };

  test.each(workflows)('%s', async (name) => {
    expect(await problemsOf(contentOf(name))).toEqual([]);
  });

  test.each(actions)('%s', (name) => {
    const { context } = parseAction(contentOf(name), new NoOperationTraceWriter());
    expect(context.errors.getErrors()).toEqual([]);
  });

  test.each([
    ['a key that there is none of', 'runs-on: ubuntu-latest', 'runs-of: ubuntu-latest'],
    ['a need of a job that is not there', 'needs: root', 'needs: nobody'],
    ['an expression that cannot be read', '${{ inputs.stage }}', '${{ inputs.stage'],
  ])('and a planted mistake is found: %s', async (_what, from, to) => {
    const { name, content } = contentOf('.github/workflows/deploy-stage.yml');
    expect(await problemsOf({ name, content: content.replace(from, to) })).not.toEqual([]);
  });

  test('and a planted mistake is found: an input that the called workflow does not take', async () => {
    const { name, content } = contentOf('.github/workflows/deploy.yml');
    expect(await problemsOf({ name, content: content.replace('stage: staging', 'stages: staging') })).not.toEqual([]);
  });
});

describe('what is used from elsewhere', () => {
  const uses = [...workflows, ...actions].flatMap((file) =>
    [...read(file).matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, used = '']) => ({ file, used })),
  );
  const fromElsewhere = uses.filter(({ used }) => !used.startsWith('./'));

  test('is pinned to a commit by its full SHA, with its version in a comment', () => {
    expect(fromElsewhere.length).toBeGreaterThan(5);
    const unpinned = fromElsewhere.filter(
      ({ used }) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used),
    );
    expect(unpinned).toEqual([]);
  });

  test('has one version in all files', () => {
    const versions = Map.groupBy(new Set(fromElsewhere.map(({ used }) => used)), (used) => used.split('@')[0]);
    expect([...versions].filter(([, used]) => used.length > 1)).toEqual([]);
  });

  test('and what is used from here is there', () => {
    const here = uses.filter(({ used }) => used.startsWith('./')).map(({ used }) => used);
    expect(here.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('what a workflow may', () => {
  test.each(workflows)('%s: read the repository, ask for a token of its own, and nothing else', (file) => {
    const { permissions: all, jobs } = parsed(file);
    const asked = [all, ...Object.values(jobs).flatMap((each) => (each.permissions ? [each.permissions] : []))];
    for (const one of asked)
      expect({ contents: 'read', 'id-token': 'write', ...one }).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  test('a token is asked for by those alone that take a role, and the repository read by those alone that check it out', () => {
    const takesRole = (text: string) =>
      /aws-actions\/configure-aws-credentials|\.\/\.github\/actions\/deploy|uses: .*deploy-stage\.yml/.test(text);
    for (const file of workflows) {
      const { permissions: all, jobs } = parsed(file);
      for (const [name, each] of Object.entries(jobs)) {
        const may = each.permissions ?? all;
        const text = JSON.stringify(each).replaceAll('"uses":"', 'uses: ');
        const needs = [
          ...(/actions\/checkout@|uses: \.\//.test(text) ? ['contents'] : []),
          ...(takesRole(text) ? ['id-token'] : []),
        ];
        expect({ file, name, may: Object.keys(may).sort() }).toEqual({ file, name, may: needs });
      }
    }
  });

  test('no check-out leaves the token of the repository behind, no job runs for ever, and there is no secret', () => {
    for (const file of workflows) {
      expect(read(file)).not.toMatch(/\bsecrets\.\w|secrets: inherit|pull_request_target/);
      for (const each of Object.values(parsed(file).jobs)) {
        const checkOuts = each.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
        for (const { with: given } of checkOuts) expect(given).toMatchObject({ 'persist-credentials': false });
        if (each.uses === undefined) expect(each['timeout-minutes']).toBeGreaterThan(0);
      }
    }
  });

  test('nothing that somebody else wrote, such as the name of a branch, becomes part of a script', () => {
    const scripts = [...workflows, ...actions].flatMap((file) => {
      const steps = file.startsWith('.github/actions')
        ? z.object({ runs: z.object({ steps: z.array(step) }) }).parse(parse(read(file))).runs.steps
        : Object.values(parsed(file).jobs).flatMap(({ steps }) => steps);
      return steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
    });
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});

describe('deploying', () => {
  const folderOf = (name: string) => name.replace('sesame-${sls:stage}-deploy-', '');

  test('there is a role for the shared stack and for every service but access, and for no other', () => {
    const others = services.filter((service) => service !== 'access');
    expect(deployable('project.json')).toBe(true);
    expect(Object.values(names.deployRoles).map(folderOf).sort()).toEqual(['root', ...others].sort());
  });

  test('a job takes the role of the service that it deploys, in the environment of the stage', () => {
    const action = read('.github/actions/deploy/action.yml');
    for (const role of Object.values(names.deployRoles)) {
      const filled = action.replaceAll('${{ inputs.stage }}', '${sls:stage}');
      expect(filled.replaceAll('${{ inputs.service }}', folderOf(role))).toContain(`role/sesame/${role}\n`);
    }
    const { jobs } = parsed('.github/workflows/deploy-stage.yml');
    expect(Object.values(jobs).map(({ environment }) => environment)).toEqual([
      '${{ inputs.stage }}',
      '${{ inputs.stage }}',
    ]);
  });

  test('the shared stack has a job of its own, every service one of a matrix, and access none', () => {
    const { jobs } = parsed('.github/workflows/deploy-stage.yml');
    const deployed = Object.values(jobs).map(({ steps }) => steps.find(({ uses }) => uses?.startsWith('./'))?.with);
    expect(deployed.map((given) => given?.['service'])).toEqual(['root', '${{ matrix.service }}']);
    expect(read('.github/workflows/deploy.yml')).toContain(`jq -c '. - ["root", "access"]'`);
  });
});

describe('looking for drift', () => {
  const drift = read('.github/workflows/drift.yml');

  test('the job looks at the shared stack and at that of every service, access among them', () => {
    const [, listed = ''] = /for service in (.*); do/.exec(drift) ?? [];
    expect(listed.split(' ')).toEqual([`''`, ...services.map((service) => `-${service}`).sort()]);
  });

  test('it takes the role that is for it, in an environment of its own', () => {
    expect(drift.replaceAll('${{ matrix.stage }}', '${sls:stage}')).toContain(
      `role/sesame/${String(names.pipelineRoles['drift'])}\n`,
    );
    expect(parsed('.github/workflows/drift.yml').jobs['drift']?.environment).toBe('${{ matrix.stage }}-drift');
  });
});

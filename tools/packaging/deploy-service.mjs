// Deploys or removes one service with osls: on AWS (`--stage prod`, with the caller's own credentials and region), or on
// the Sesame that runs on this machine (`--local`, found by SESAME_AWS_PORT). Other options go to osls as they are.
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { localAws } from './local-aws.mjs';
import { runOsls } from './osls.mjs';

const startedAt = performance.now();
const [command, folder = '', ...given] = process.argv.slice(2);
const isRoot = folder === '.';
const name = isRoot ? 'root' : basename(resolve(folder));
if (!['deploy', 'remove'].includes(command) || folder === '')
  refuse('Say what and which service folder: node tools/packaging/deploy-service.mjs deploy apps/bounces --local');

// nx hands options on as `--local=true`, a person writes `--local`.
const options = given.filter((option) => !/^--local(=true)?$/.test(option));
const isLocal = options.length < given.length;
const { values } = parseArgs({ args: options, options: { stage: { type: 'string' } }, strict: false });
const stage = values.stage ?? (isLocal ? 'local' : process.env.SESAME_STAGE);
if (stage === undefined) refuse(`Say where: npx nx ${command} ${name} --local, or --stage prod for AWS.`);
if (isLocal && stage !== 'local') refuse('The Sesame on this machine has one stage, local; leave --stage out.');

const env = isLocal ? await localEnvironment() : {};
const { code, stopped } = await runOsls([command, ...(values.stage ? options : ['--stage', stage, ...options])], {
  folder,
  env,
  hear: (text) => process.stdout.write(text),
});
if (stopped) refuse(`The ${command} of ${name} was stopped: ${stopped}.`);
if (code === 0)
  process.stdout.write(
    `✔ ${command} ${name}, stage ${stage} · ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`,
  );
process.exit(code);

/** What makes osls call the embedded AWS as the role that deploys there, once the order of stacks is right. */
async function localEnvironment() {
  const aws = await localAws().catch((error) => refuse(error.message));
  const stacks = aws.stacks.filter(({ status }) => status.endsWith('_COMPLETE') && status !== 'ROLLBACK_COMPLETE');
  const services = stacks.filter(({ stackName }) => stackName.startsWith('sesame-local-'));
  const hasRoot = stacks.some(({ stackName }) => stackName === 'sesame-local');
  if (command === 'deploy' && !isRoot && !hasRoot)
    refuse(
      `The root stack sesame-local is not deployed. Deploy the root stack first: npx nx deploy root --local, then npx nx deploy ${name} --local`,
    );
  if (command === 'remove' && isRoot && services.length > 0)
    refuse(
      `The root stack is in use by ${services.map(({ stackName }) => stackName).join(', ')}. Remove those first: npx nx remove <app> --local`,
    );
  return aws.environment;
}

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

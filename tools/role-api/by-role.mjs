// Calls the API for callers that hold a role, signed with the credentials of the role that you took: what curl and a key do for
// the other API. It keeps nothing, and needs no permission but to call the route.
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

const usage = `npm run by-role -- <method> <path> [--body <json>] --api <url> [--region <region>]
npm run by-role -- <method> <path> [--body <json>] --local [--role operator]

npm run by-role -- POST /streams/marketing/resume --body '{"reason":"The list of 2019 is deleted."}' --api https://…
npm run by-role -- DELETE /suppressions/zoe@example.net --api https://…

The URL is the output RoleApiEndpoint of the shared stack; SESAME_ROLE_API says it, too. Credentials and region are taken from
where the AWS CLI takes them; with --local the role is that of the running Sesame (its port in SESAME_AWS_PORT).`;

const { method, target, body, local, role, ...place } = readArguments();
try {
  const { api, credentials, region } = local ? await onThisMachine() : await onAws();
  const answer = await signed(new URL(`${api}${target}`), credentials, region);
  const text = await answer.text();
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  if (!answer.ok) {
    process.stderr.write(`${answer.status} ${answer.statusText}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 1;
}

async function signed(url, credentials, region) {
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  const { protocol, hostname, port, host, pathname: path, searchParams } = url;
  const { headers } = await signer.sign({
    ...{ method, protocol, hostname, path, query: Object.fromEntries(searchParams), body },
    ...(port !== '' && { port: Number(port) }),
    headers: { host, ...(body !== undefined && { 'content-type': 'application/json' }) },
  });
  return fetch(url, { method, headers, body });
}

/** A client of the SDK knows where credentials and the region are to be found. */
async function onAws() {
  const { config } = new DynamoDBClient({ ...(place.region && { region: place.region }) });
  return {
    api: place.api.replace(/\/$/, ''),
    credentials: await config.credentials(),
    region: await config.region(),
  };
}

async function onThisMachine() {
  const aws = `http://127.0.0.1:${process.env.SESAME_AWS_PORT ?? 4566}/_sesame`;
  const apis = await (await fetch(`${aws}/apis`)).json();
  const given = await fetch(`${aws}/credentials`, { method: 'POST', body: JSON.stringify({ function: role }) });
  if (!given.ok) throw new Error(await given.text());
  return {
    api: apis.find(({ name }) => name === 'sesame-local-role-api').url,
    credentials: await given.json(),
    region: 'us-east-1',
  };
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        body: { type: 'string' },
        api: { type: 'string', default: process.env.SESAME_ROLE_API ?? '' },
        region: { type: 'string' },
        local: { type: 'boolean', default: false },
        role: { type: 'string', default: 'operator' },
      },
    });
    const [verb = '', path = '', ...more] = positionals;
    const isCall = /^(GET|POST|PATCH|DELETE)$/.test(verb) && path.startsWith('/') && more.length === 0;
    if (isCall && (values.local || /^https?:\/\//.test(values.api))) return { ...values, method: verb, target: path };
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { clientSettings, doorsOf, startFunction, type FunctionProcess, type SesameProcess } from '@sesame/local-sesame';
import * as z from 'zod';
import { message, request } from '../cold/first-events';
import { packagedFunctions } from '../cold/packaged-functions';
import { sizeOf } from '../item-size';
import { startCapacityProxy } from './capacity-proxy';

/** What one e-mail of 10 KB takes of what AWS bills by units, from its acceptance until SES has it. */
export interface CountedSend {
  writeUnits: number;
  readUnits: number;
  logBytes: number;
  /** What stays of it in the table of e-mails. */
  storedBytes: number;
}

const TableName = 'sesame-local-emails';
const bytes = 10 * 1_024;
const sends = 20;
const accepted = z.object({ statusCode: z.literal(200), body: z.string() });

/**
 * Counts by sending some e-mails one by one, so that each takes a turn of the pace of its own, on processes of the packaged
 * functions; nothing of it is timed. The e-mail is prose, which packs as prose does.
 */
export async function countedSends(
  sesame: SesameProcess,
  root: string,
): Promise<{ plain: CountedSend; keyed: CountedSend }> {
  const client = new DynamoDBClient(await clientSettings(sesame.aws, 'sender-read'));
  const proxy = await startCapacityProxy(sesame.aws, async ({ pk, sk }) => {
    const Key = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }).parse({ pk, sk });
    return (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
  });
  const packaged = packagedFunctions(join(root, 'dist/apps'), { aws: proxy.url, api: sesame.api });
  const html = `<p>${readFileSync(join(root, 'LICENSE'), 'utf8')}</p>`.slice(0, bytes);
  const [accept, deliver] = await Promise.all([start('sender-accept'), start('sender-deliver')]);
  try {
    await send(false);
    await send(true);
    return { plain: await counted(false), keyed: await counted(true) };
  } finally {
    await Promise.all([accept.kill(), deliver.kill()]);
    proxy.stop();
    client.destroy();
  }

  async function start(name: string): Promise<FunctionProcess> {
    const found = packaged.find((one) => one.name === name);
    if (!found) throw new Error(`No packaged service has a function called ${name}.`);
    const folder = join(sesame.dataFolder, `counted-${name}`);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'handler.mjs');
    writeFileSync(file, found.code);
    return startFunction({
      packaged: {
        file,
        variables: { ...found.variables, AWS_LAMBDA_FUNCTION_NAME: `sesame-local-${name}` },
        memoryMegabytes: 512,
      },
      credentials: await doorsOf(sesame.aws).credentials(name),
      aws: proxy.url,
      script: join(root, 'libs/local-sesame/src/serve-function.mjs'),
      timeoutMs: 29_000,
    });
  }

  async function counted(keyed: boolean): Promise<CountedSend> {
    const logged = () => accept.logBytes() + deliver.logBytes();
    const before = logged();
    proxy.take();
    let storedBytes = 0;
    for (let n = 0; n < sends; n++) storedBytes += await storedFor(await send(keyed));
    const capacity = proxy.take();
    return {
      writeUnits: capacity.writeUnits / sends,
      readUnits: capacity.readUnits / sends,
      logBytes: (logged() - before) / sends,
      storedBytes: storedBytes / sends,
    };
  }

  async function send(keyed: boolean): Promise<string> {
    const to = `success+${process.hrtime.bigint()}@simulator.amazonses.com`;
    const asked = request('POST /emails', { from: 'hello@example.com', to, subject: 'Counted', html });
    const headers = {
      authorization: 'Bearer ss_local',
      'content-type': 'application/json',
      ...(keyed && { 'idempotency-key': to }),
    };
    const told = await accept.invoke(JSON.stringify({ ...asked, headers }));
    const { body } = accepted.parse(told?.answer);
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(body));
    const delivered = await deliver.invoke(JSON.stringify(message('send', { id })));
    if (!delivered || delivered.failure !== undefined)
      throw new Error(`deliver failed: ${delivered?.failure ?? 'it is gone'}`);
    return id;
  }

  async function storedFor(id: string): Promise<number> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `own#${id}` } },
      }),
    );
    const email = Items.find(({ sk }) => sk?.S === 'email');
    if (email?.['status']?.S !== 'sent')
      throw new Error(`An e-mail is ${email?.['status']?.S ?? 'missing'}, and not sent.`);
    return Items.reduce((sum, one) => sum + sizeOf(one), 0);
  }
}

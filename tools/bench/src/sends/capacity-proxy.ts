import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { item, type Item } from '../item-size';
import { readUnits, writeUnits } from '../capacity-units';

/** What was asked of the AWS behind a proxy, in the units it is paid by. */
export interface Capacity {
  writeUnits: number;
  readUnits: number;
}

const named = z.object({ TableName: z.string(), Key: item.optional(), Item: item.optional() });
const transaction = z.object({
  TransactItems: z.array(z.object({ Put: named.optional(), Update: named.optional(), Delete: named.optional() })),
});
const message = z.object({ MessageBody: z.string() });
/** What a transaction costs beside the same writes alone; that this holds for entries of indexes, too, is unverified. */
const timesInTransaction = 2;

/**
 * Stands in front of an embedded AWS and counts what its DynamoDB would bill. Messages to queues end here, so that nobody else
 * handles them.
 * @param read reads an item of the table of e-mails as it stands
 */
export async function startCapacityProxy(aws: string, read: (key: Item) => Promise<Item | undefined>) {
  const { hostname, port } = new URL(aws);
  const agent = new Agent({ keepAlive: true });
  let capacity: Capacity = { writeUnits: 0, readUnits: 0 };
  const server = createServer((incoming, answer) => {
    void (async () => {
      const body = await buffer(incoming);
      const operation = String(incoming.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      if (operation === 'SendMessage') {
        const { MessageBody } = message.parse(JSON.parse(body.toString()));
        const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
        return void answer.end(JSON.stringify({ MessageId: 'counted', MD5OfMessageBody }));
      }
      const isOfDynamoDb = String(incoming.headers['x-amz-target']).startsWith('DynamoDB');
      const input: unknown = isOfDynamoDb ? JSON.parse(body.toString()) : {};
      const { writes, times } = isOfDynamoDb ? writesOf(operation, input) : { writes: [], times: 1 };
      const before = await Promise.all(writes.map(standing));
      const passed = request({
        hostname,
        port,
        agent,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      });
      passed.end(body);
      const [given] = (await once(passed, 'response')) as [IncomingMessage];
      const text = await buffer(given);
      const after = await Promise.all(writes.map(standing));
      writes.forEach((_, n) => (capacity.writeUnits += times * writeUnits(before[n], after[n])));
      if (isOfDynamoDb && given.statusCode === 200)
        capacity.readUnits += readUnits(operation, input, JSON.parse(text.toString()));
      answer.writeHead(given.statusCode ?? 500, given.headers).end(text);
    })().catch(() => answer.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // What listens on a port has an address with one.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** What was counted since it was asked last. */
    take(): Capacity {
      const taken = capacity;
      capacity = { writeUnits: 0, readUnits: 0 };
      return taken;
    },
    stop(): void {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };

  /** The items of other tables are small, and in no index. */
  async function standing({ TableName, Key, Item: put }: z.infer<typeof named>): Promise<Item | undefined> {
    const { pk, sk } = Key ?? put ?? {};
    return TableName.endsWith('-emails') ? read({ pk, sk }) : undefined;
  }
}

function writesOf(operation: string, input: unknown): { writes: z.infer<typeof named>[]; times: number } {
  if (operation === 'TransactWriteItems') {
    const { TransactItems } = transaction.parse(input);
    return {
      writes: TransactItems.flatMap(({ Put, Update, Delete }) => Put ?? Update ?? Delete ?? []),
      times: timesInTransaction,
    };
  }
  const isWrite = ['PutItem', 'UpdateItem', 'DeleteItem'].includes(operation);
  return { writes: isWrite ? [named.parse(input)] : [], times: 1 };
}

import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readUnits } from '../capacity-units';
import { writeUnitsOf } from './write-units';

/** What was asked of the AWS behind a proxy. */
export interface Counted {
  /** Calls, by operation. */
  calls: Record<string, number>;
  /** Write units they cost, as DynamoDB bills on demand. */
  writeUnits: number;
  readUnits: number;
}

/** Stands in front of an embedded AWS, passes everything on as it is, signatures included, and counts. */
export async function startCountingProxy(aws: string) {
  const { hostname, port } = new URL(aws);
  const agent = new Agent({ keepAlive: true });
  let counted: Counted = { calls: {}, writeUnits: 0, readUnits: 0 };
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const operation = String(incoming.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      counted.calls[operation] = (counted.calls[operation] ?? 0) + 1;
      const input: unknown = JSON.parse(body.toString());
      counted.writeUnits += writeUnitsOf(operation, input);
      const { method, url: path, headers } = incoming;
      const passed = request({ hostname, port, agent, method, path, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 500, given.headers);
        given.pipe(answer);
        const said: Buffer[] = [];
        given.on('data', (chunk: Buffer) => said.push(chunk));
        given.on('end', () => {
          if (given.statusCode === 200)
            counted.readUnits += readUnits(operation, input, JSON.parse(Buffer.concat(said).toString()));
        });
      });
      passed.on('error', () => answer.destroy());
      passed.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // What listens on a port has an address with one.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** What was counted since it was asked last. */
    take(): Counted {
      const taken = counted;
      counted = { calls: {}, writeUnits: 0, readUnits: 0 };
      return taken;
    },
    stop(): void {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

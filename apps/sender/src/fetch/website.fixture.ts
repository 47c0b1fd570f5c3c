import { once } from 'node:events';
import { createServer as createTcpServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Network } from './network';

/** For tests: a key and a certificate of nobody, for files.example.org and other.example.org, until the year 2120. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGrV/4sOaxmmXAOOM
mGYct1LccFOIQEuVqhDHoM7Q3w2hRANCAARoJ5ubaM/eJOU/tKGdQyUfGLZPEBTE
T89Yq6Iz5lamKYl9LOTTr7q0Dv5Ra1Wj6pm6jXnAjxTumvrvR9R33xk1
-----END PRIVATE KEY-----
`;
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBbTCCAROgAwIBAgIBATAKBggqhkjOPQQDAjAcMRowGAYDVQQDDBFmaWxlcy5l
eGFtcGxlLm9yZzAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowHDEa
MBgGA1UEAwwRZmlsZXMuZXhhbXBsZS5vcmcwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAARoJ5ubaM/eJOU/tKGdQyUfGLZPEBTET89Yq6Iz5lamKYl9LOTTr7q0Dv5R
a1Wj6pm6jXnAjxTumvrvR9R33xk1o0QwQjAPBgNVHRMBAf8EBTADAQH/MC8GA1Ud
EQQoMCaCEWZpbGVzLmV4YW1wbGUub3JnghFvdGhlci5leGFtcGxlLm9yZzAKBggq
hkjOPQQDAgNIADBFAiEA3BOoVC/KU/NgmI73exzpVlXzHJHsU3RFkDIGQQRLA9EC
ICpR7B2rRovXiZHVLzZIjT30BZgCFs6J6LweKWJmWDjz
-----END CERTIFICATE-----
`;

export type Website = { port: number; close: () => Promise<void> };

/** An https server on this machine. */
export async function website(listener: RequestListener): Promise<Website> {
  return listening(createServer({ key, cert: certificate }, listener));
}

/** A server that nobody may connect to: it counts who does. */
export async function canary(): Promise<Website & { connections: () => number }> {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  return { ...(await listening(server)), connections: () => connections };
}

/** An internet in which names have these addresses, and whatever address is dialled is answered by this server. */
export function internetOf(server: Website, addresses: (host: string) => string[]): Network & { dialled: string[] } {
  const dialled: string[] = [];
  return {
    dialled,
    resolve: (host) => Promise.resolve(addresses(host)),
    dial: (address) => {
      dialled.push(address);
      return connect({ host: '127.0.0.1', port: server.port });
    },
    certificates: [certificate],
  };
}

async function listening(server: Server): Promise<Website> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  };
  return { port, close };
}

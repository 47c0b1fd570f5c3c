import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { fetchFile } from './fetch-file';
import { hostileUrls } from './hostile-urls.fixture';
import { canary, internetOf, website, type Website } from './website.fixture';

const publicAddress = '93.184.215.14';
const aSecond = () => AbortSignal.timeout(1_000);
const limits = () => ({ mostBytes: 1_000, signal: aSecond() });

const open: Website[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function sites(listener: RequestListener, addresses: (host: string) => string[] = () => [publicAddress]) {
  const site = await website(listener);
  open.push(site);
  return internetOf(site, addresses);
}

async function trap(addresses: (host: string) => string[]) {
  const bird = await canary();
  open.push(bird);
  return { bird, network: internetOf(bird, addresses) };
}

test('there are enough URLs that must not be fetched', () => {
  expect(hostileUrls.length).toBeGreaterThanOrEqual(60);
});

test.each(hostileUrls)('$url is refused ($because, $addresses), and nobody is connected to', async (hostile) => {
  const { url, because, addresses = [publicAddress] } = hostile;
  const { bird, network } = await trap(() => addresses);

  expect(await fetchFile(network, url, limits())).toMatchObject({ status: 'refused', reason: because });
  expect({ connections: bird.connections(), dialled: network.dialled }).toEqual({ connections: 0, dialled: [] });
});

test('the canary does count: a public name is connected to', async () => {
  const { bird, network } = await trap(() => [publicAddress]);
  expect(await fetchFile(network, 'https://files.example.org/file', limits())).toMatchObject({ status: 'try-again' });
  expect({ connections: bird.connections(), dialled: network.dialled }).toEqual({
    connections: 1,
    dialled: [publicAddress],
  });
});

// What no header of an answer can hold never comes as a redirect.
test.each(hostileUrls.filter(({ url }) => URL.canParse(url) && /^[!-~]+$/.test(url)))(
  'a redirect to $url ($addresses) ends refused, and only the first server is connected to',
  async ({ url, addresses = [publicAddress] }) => {
    const network = await sites(
      (_, response) => response.writeHead(302, { location: url }).end(),
      (host) => (host === 'files.example.org' ? [publicAddress] : addresses),
    );
    // What a browser, too, would read as the same server's is followed until it is too much.
    const outcome = await fetchFile(network, 'https://files.example.org/start', limits());
    expect(outcome).toMatchObject({ status: 'refused' });
    expect(new Set(network.dialled)).toEqual(new Set([publicAddress]));
  },
);

test('a name whose answer changes is looked up once for each hop, and only what was checked is dialled', async () => {
  let asked = 0;
  const network = await sites(
    (_, response) => response.end('hello'),
    () => (asked++ === 0 ? [publicAddress] : ['127.0.0.1']),
  );
  expect(await fetchFile(network, 'https://files.example.org/file', limits())).toMatchObject({ status: 'fetched' });
  expect({ asked, dialled: network.dialled }).toEqual({ asked: 1, dialled: [publicAddress] });

  const again = await fetchFile(network, 'https://files.example.org/file', limits());
  expect(again).toMatchObject({ status: 'refused', reason: 'not_public' });
  expect(network.dialled).toEqual([publicAddress]);
});

test('a file is fetched with its content type, over up to three redirects, from the server that was named', async () => {
  const hosts: (string | undefined)[] = [];
  const network = await sites((request, response) => {
    hosts.push(request.headers.host);
    const hop = Number(request.url?.slice(1));
    if (hop < 3) return response.writeHead(302, { location: `https://other.example.org/${hop + 1}` }).end();
    return response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
  });

  expect(await fetchFile(network, 'https://files.example.org/0', limits())).toEqual({
    status: 'fetched',
    file: { bytes: Buffer.from('%PDF'), contentType: 'application/pdf' },
  });
  expect(hosts).toEqual(['files.example.org', 'other.example.org', 'other.example.org', 'other.example.org']);
});

test('an IPv4 address is preferred, since a function has no other', async () => {
  const network = await sites(
    (_, response) => response.end('hello'),
    () => ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', publicAddress],
  );
  expect(await fetchFile(network, 'https://files.example.org/', limits())).toMatchObject({ status: 'fetched' });
  expect(network.dialled).toEqual([publicAddress]);
});

test('no proxy of the environment is used', async () => {
  const { bird } = await trap(() => []);
  const proxy = `http://127.0.0.1:${bird.port}`;
  const before = { ...process.env };
  Object.assign(process.env, { HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, NODE_USE_ENV_PROXY: '1' });
  try {
    const network = await sites((_, response) => response.end('hello'));
    expect(await fetchFile(network, 'https://files.example.org/', limits())).toMatchObject({ status: 'fetched' });
    expect(bird.connections()).toBe(0);
  } finally {
    process.env = before;
  }
});

test.each<[string, RequestListener, object]>([
  [
    'a fourth redirect',
    (_, response) => response.writeHead(301, { location: '/again' }).end(),
    { reason: 'too_many_redirects' },
  ],
  ['a redirect to nowhere', (_, response) => response.writeHead(302).end(), { reason: 'redirect' }],
  ['404', (_, response) => response.writeHead(404).end(), { reason: 'status', sentence: 'The server answered 404.' }],
  ['206', (_, response) => response.writeHead(206).end('hello'), { reason: 'status' }],
  [
    'a length that is too long',
    (_, response) => response.writeHead(200, { 'content-length': 1_001 }).flushHeaders(),
    { reason: 'too_large' },
  ],
  [
    'a compressed answer',
    (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('hello'),
    { reason: 'encoding' },
  ],
  ['an empty file', (_, response) => response.end(), { reason: 'empty' }],
])('%s is refused for good', async (_, listener, refusal) => {
  const network = await sites(listener);
  expect(await fetchFile(network, 'https://files.example.org/', limits())).toMatchObject({
    status: 'refused',
    ...refusal,
  });
});

test.each<[string, RequestListener, object]>([
  ['500', (_, response) => response.writeHead(500).end(), { reason: 'status' }],
  ['429', (_, response) => response.writeHead(429).end(), { reason: 'status' }],
  ['a connection that breaks', (request) => request.socket.destroy(), { reason: 'connection' }],
  [
    'a body that breaks',
    (_, response) => {
      response.writeHead(200, { 'content-length': 9 }).write('hello', () => response.destroy());
    },
    { reason: 'connection' },
  ],
])('%s is worth another try', async (_, listener, outcome) => {
  const network = await sites(listener);
  expect(await fetchFile(network, 'https://files.example.org/', limits())).toMatchObject({
    status: 'try-again',
    ...outcome,
  });
});

test('what never ends is ended: by size, and by time', async () => {
  let closed: Promise<unknown> | undefined;
  const network = await sites((_, response) => {
    closed = once(response, 'close');
    const pour = () => !response.destroyed && response.write('a'.repeat(400), () => setTimeout(pour, 1));
    pour();
  });
  expect(await fetchFile(network, 'https://files.example.org/', limits())).toMatchObject({ reason: 'too_large' });
  await closed;

  const drips = { mostBytes: 1_000_000_000, signal: AbortSignal.timeout(100) };
  expect(await fetchFile(network, 'https://files.example.org/', drips)).toMatchObject({
    status: 'try-again',
    reason: 'timeout',
  });
  await closed;
});

test('a resolver that never answers costs its time and no more', async () => {
  const network = { ...(await sites(() => undefined)), resolve: () => new Promise<string[]>(() => undefined) };
  const outcome = await fetchFile(network, 'https://files.example.org/', {
    mostBytes: 1,
    signal: AbortSignal.timeout(50),
  });
  expect(outcome).toMatchObject({ status: 'try-again', reason: 'timeout' });
});

test('a certificate for another name, or of nobody, is refused before anything is asked', async () => {
  let asked = 0;
  const network = await sites((_, response) => {
    asked += 1;
    response.end('hello');
  });
  const { certificates: _, ...untrusting } = network;

  expect(await fetchFile(network, 'https://third.example.org/', limits())).toMatchObject({ reason: 'certificate' });
  expect(await fetchFile(untrusting, 'https://files.example.org/', limits())).toMatchObject({ reason: 'certificate' });
  expect(asked).toBe(0);
});

test.each([
  ['ENOTFOUND', { status: 'refused', reason: 'unknown_host' }],
  ['EAI_AGAIN', { status: 'try-again', reason: 'dns' }],
])('a look-up that fails with %s', async (code, outcome) => {
  const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code }));
  const network = { ...(await sites(() => undefined)), resolve };
  expect(await fetchFile(network, 'https://files.example.org/', limits())).toMatchObject(outcome);
});

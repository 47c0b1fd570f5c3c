/**
 * The internet of a function's process, with the websites that the embedded AWS was told of: looking one up gives its
 * address, a connection to that address leads to a server of this machine, and its certificate is trusted. Everything else
 * is the internet as it is. Plain JavaScript, as bootstrap.mjs, and loaded before the function's bundle.
 */
import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

let websites = [];
const { lookup } = dns;
const { connect } = net;

dns.lookup = async (host, options) => {
  const website = websites.find(({ name }) => name === host);
  if (!website) return lookup(host, options);
  const found = { address: website.address, family: 4 };
  return options?.all ? [found] : found;
};
net.connect = (options, ...rest) => {
  const website = websites.find(({ address }) => address === options?.host && options.port === 443);
  return website ? connect({ host: '127.0.0.1', port: website.port }) : connect(options, ...rest);
};
syncBuiltinESMExports();

/** From now on there are these; `text` is JSON. */
export function useWebsites(text) {
  if (text === JSON.stringify(websites)) return;
  websites = JSON.parse(text);
  tls.setDefaultCACertificates([
    ...tls.getCACertificates('bundled'),
    ...websites.map(({ certificate }) => certificate),
  ]);
}

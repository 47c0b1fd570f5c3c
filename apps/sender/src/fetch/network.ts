import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';

/** What stands between the fetch function and the internet. */
export type Network = {
  /** Every address of a host name, as text; rejects with the `code` of getaddrinfo. */
  resolve: (host: string) => Promise<string[]>;
  /** Opens a connection to port 443 of exactly this address. */
  dial: (address: string) => Socket;
  /** Certificates to trust in the place of Node's own. */
  certificates?: string[];
};

/** The internet, without a proxy: no setting of the environment changes where a connection goes. */
export function internet(): Network {
  return {
    resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
    dial: (address) => connect({ host: address, port: 443, autoSelectFamily: false }),
  };
}

/** A website of the internet as the functions see it, which is answered by a server of this machine. */
export interface Website {
  name: string;
  /** What the name leads to: an address of the public internet, which nobody but a function's process takes for this. */
  address: string;
  /** Where the https server listens, at 127.0.0.1. */
  port: number;
  /** PEM; trusted by functions as if an authority had signed it. */
  certificate: string;
}

/** The websites there are, beside the real ones. They are not kept: the servers behind them do not outlive the run. */
export interface Websites {
  add(website: Omit<Website, 'address'>): Website;
  all(): Website[];
}

const mostWebsites = 200;

export function createWebsites(): Websites {
  const byName = new Map<string, Website>();
  return {
    add(website) {
      const number = [...byName.keys()].indexOf(website.name);
      if (number === -1 && byName.size >= mostWebsites) throw new RangeError(`At most ${mostWebsites} websites.`);
      const address = `93.184.215.${1 + (number === -1 ? byName.size : number)}`;
      const added = { ...website, address };
      byName.set(website.name, added);
      return added;
    },
    all: () => [...byName.values()],
  };
}

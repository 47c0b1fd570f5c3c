/** One message that SES accepted. */
export interface AcceptedMail {
  /** SES's MessageId. */
  id: string;
  from: string;
  to: string[];
  subject: string;
  sentAt: string;
}

/** What is to go wrong, and with which calls; the README of the embedded AWS has the kinds. */
export interface FaultSettings {
  service: string;
  operation?: string;
  function?: string;
  kind: string;
  rate?: number;
  count?: number;
  seed?: number;
  delayMs?: number;
}

/** A fault, the calls it has seen, and how many of them it hit. */
export interface Fault extends FaultSettings {
  id: number;
  seen: number;
  hit: number;
}

/** Credentials of a function's role. */
export interface RoleCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** The doors of an embedded AWS. Each throws what the door said, unless it answers 200. */
export interface Doors {
  /** Moves the embedded clock, for every part. */
  advanceClock(advanceMs: number): Promise<void>;
  addFault(settings: FaultSettings): Promise<Fault>;
  faults(): Promise<Fault[]>;
  clearFaults(): Promise<void>;
  /** Everything that SES accepted, newest first. */
  mail(): Promise<AcceptedMail[]>;
  credentials(functionName: string): Promise<RoleCredentials>;
  /** Every service that is emulated, as it signs, with the names of its operations. */
  emulated(): Promise<{ service: string; operations: string[] }[]>;
}

/** @param aws the URL of the embedded AWS */
export function doorsOf(aws: string): Doors {
  async function ask(method: string, path: string, body?: unknown): Promise<string> {
    const response = await fetch(`${aws}/_sesame/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The door ${path} answered ${response.status}: ${text}`);
    return text;
  }
  /** The doors are the repository's own, so what they answer is what their page says. */
  const read = async <T>(method: string, path: string, body?: unknown) =>
    JSON.parse(await ask(method, path, body)) as T;

  return {
    async advanceClock(advanceMs) {
      await ask('POST', 'clock', { advanceMs });
    },
    addFault: (settings) => read('POST', 'faults', settings),
    faults: () => read('GET', 'faults'),
    async clearFaults() {
      await ask('DELETE', 'faults');
    },
    mail: () => read('GET', 'mail'),
    credentials: (functionName) => read('POST', 'credentials', { function: functionName }),
    async emulated() {
      const { services } = await read<{ services: { service: string; operations: { name: string }[] }[] }>(
        'GET',
        'emulated',
      );
      return services.map(({ service, operations }) => ({ service, operations: operations.map(({ name }) => name) }));
    },
  };
}

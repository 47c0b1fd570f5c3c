import type { DatabaseSync } from 'node:sqlite';
import type { PolicyDocument } from '@sesame/iam';
import * as z from 'zod';
import { type CompleteQueueSettings, readSettings } from './queue-settings';
import { queueDoesNotExist } from './sqs-errors';

export interface Queue {
  id: number;
  name: string;
  settings: CompleteQueueSettings;
  /** Milliseconds since 1970. */
  createdAt: number;
  modifiedAt: number;
  purgedAt: number | undefined;
}

const queueRow = z.object({
  id: z.number(),
  name: z.string(),
  settings: z.string(),
  created_at: z.number(),
  modified_at: z.number(),
  purged_at: z.number().nullable(),
});

export type Queues = ReturnType<typeof openQueues>;

/** The table of queues. */
export function openQueues(database: DatabaseSync) {
  database.exec(`
    create table if not exists sqs_queues (
      id integer primary key,
      name text not null unique,
      settings text not null,
      policy text,
      created_at integer not null,
      modified_at integer not null,
      purged_at integer
    ) strict`);
  const byName = database.prepare(
    'select id, name, settings, created_at, modified_at, purged_at from sqs_queues where name = ?',
  );
  const namesWithPrefix = database.prepare(
    'select name from sqs_queues where substr(name, 1, length(?1)) = ?1 order by name',
  );
  const write = database.prepare(`
    insert into sqs_queues (name, settings, created_at, modified_at) values (?1, ?2, ?3, ?3)
    on conflict (name) do update set settings = ?2, modified_at = ?3 where settings <> ?2`);
  const remove = database.prepare('delete from sqs_queues where name = ?');
  const policyByName = database.prepare('select policy from sqs_queues where name = ?');
  const writePolicy = database.prepare('update sqs_queues set policy = ?, modified_at = ? where name = ?');
  const writePurgedAt = database.prepare('update sqs_queues set purged_at = ? where id = ?');

  // Every send and receive reads its queue; parsing the same settings anew would be most of their time.
  const parsed = new Map<string, CompleteQueueSettings>();
  function settingsFrom(text: string): CompleteQueueSettings {
    const known = parsed.get(text) ?? readSettings(text);
    parsed.set(text, known);
    return known;
  }

  function find(name: string): Queue | undefined {
    const row = byName.get(name);
    if (!row) return undefined;
    const { settings, created_at, modified_at, purged_at, ...rest } = queueRow.parse(row);
    return {
      ...rest,
      settings: settingsFrom(settings),
      createdAt: created_at,
      modifiedAt: modified_at,
      purgedAt: purged_at ?? undefined,
    };
  }

  return {
    find,
    /** Throws `QueueDoesNotExist`. */
    get(name: string): Queue {
      const queue = find(name);
      if (!queue) throw queueDoesNotExist();
      return queue;
    },
    names: (prefix: string) => namesWithPrefix.all(prefix).map((row) => String(row['name'])),
    write: (name: string, settings: CompleteQueueSettings, now: number) =>
      void write.run(name, JSON.stringify(settings), now),
    /** Its messages go with it. */
    remove: (name: string) => void remove.run(name),
    policyOf(name: string): PolicyDocument | undefined {
      const text = policyByName.get(name)?.['policy'];
      // The document was a policy when setPolicy was given it, and nothing else writes this column.
      return typeof text === 'string' ? (JSON.parse(text) as PolicyDocument) : undefined;
    },
    setPolicy(name: string, policy: PolicyDocument | undefined, now: number): void {
      const { changes } = writePolicy.run(policy ? JSON.stringify(policy) : null, now, name);
      if (changes === 0) throw queueDoesNotExist();
    },
    setPurgedAt: (id: number, now: number) => void writePurgedAt.run(now, id),
  };
}

import type { Connection, Stream } from '@sesame/email';
import { addLiveFact } from './add-fact';
import type { Entry } from './entry-item';
import { entryId, entryKey } from './entry-key';
import { readScopedEntry } from './find-entry';
import { wroteRemoval } from './remove-entry';
import type { TableAccess } from './table-access';
import { decideResubscribe, decideUnsubscribe, subscriptionOf, type Subscription } from './unsubscribe-decision';

const attempts = 10;

/** The recipient of an e-mail of a stream. */
export type Subscriber = { connection: Connection; stream: Stream; address: string; emailId: string };

/** How an address stands after an unsubscribe: by which e-mail it was unsubscribed, and since when. */
export type UnsubscribeOutcome = Exclude<Subscription, { status: 'subscribed' }>;

/**
 * Unsubscribes of one stream's mail: entries of that stream with the origin `manual` and the reason `unsubscribed`, merged
 * like every other fact. SES's own list is not told, since it is for all mail.
 */
export type Unsubscriptions = {
  /** How an address stands; calls GetItem. */
  find(subscriber: Subscriber): Promise<Subscription>;
  /**
   * Unsubscribes an address; who is unsubscribed already stays so, since then. Calls GetItem, and UpdateItem.
   * @throws an Error when the entry keeps changing between reading and writing
   */
  add(subscriber: Subscriber, now: Date): Promise<UnsubscribeOutcome>;
  /**
   * Takes back the unsubscribe that was made by this very e-mail, and nothing else; tells how the address stands then. Calls
   * GetItem, and UpdateItem.
   * @throws an Error when the entry keeps changing between reading and writing
   */
  remove(subscriber: Subscriber, now: Date): Promise<Subscription>;
};

export function unsubscriptions(access: TableAccess): Unsubscriptions {
  const read = async ({ connection, stream, address }: Subscriber): Promise<Entry> => {
    const { pk } = entryKey(connection, stream, address);
    const entry = await readScopedEntry(access, address, { connection, scope: stream });
    return entry ?? { pk, id: entryId({ pk }), state: {} };
  };

  return {
    find: async (subscriber) => subscriptionOf((await read(subscriber)).state, subscriber.emailId),

    async add(subscriber, now) {
      const { connection, stream, address, emailId } = subscriber;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const { state } = await read(subscriber);
        const decision = decideUnsubscribe(state, { emailId, now });
        if (decision.decision === 'keep') return decision.subscription;
        const fact = {
          ...{ connection, scope: stream, address, origin: 'manual' as const, time: decision.at },
          ...{ feedbackId: '', sourceId: emailId, reason: { code: 'unsubscribed' as const } },
        };
        const refusedBy = await addLiveFact(access, fact, state);
        if (refusedBy === undefined) return { status: 'unsubscribed', by: 'this-email', since: decision.at };
      }
      throw new Error('The entry changed at every attempt to unsubscribe its address.');
    },

    async remove(subscriber, now) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const entry = await read(subscriber);
        const decision = decideResubscribe(entry.state, { emailId: subscriber.emailId, now });
        if (decision.decision === 'keep') return decision.subscription;
        if (await wroteRemoval(access, entry, decision.at)) return { status: 'subscribed' };
      }
      throw new Error('The entry changed at every attempt to take back its unsubscribe.');
    },
  };
}

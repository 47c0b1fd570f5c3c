import type { Connection, Stream } from '@sesame/email';
import { addFact } from './add-fact';
import { addManually, type ManualOptions } from './add-manually';
import { addSoftBounce } from './add-soft-bounce';
import { shownEntry } from './entry-item';
import { findEntry } from './find-entry';
import { listEntries, type ListedEntries, type ListOptions } from './list-entries';
import { removeEntry, type RemovalOptions } from './remove-entry';
import { suppressedAmong, suppressedAmongAndCompanion, type Companion } from './suppressed-among';
import type { SoftBounceDecision } from './soft-bounce-window';
import type { Fact, ShownSuppression, SoftBounce } from './suppression-fact';
import { timeOf, type TableAccess } from './table-access';

/** The suppression list. An app takes what its role allows: `Pick<SuppressionTable, 'add'>`. */
export type SuppressionTable = {
  /** Merges one fact; calls UpdateItem and nothing else. `unchanged`: the list shows what it showed. */
  add(fact: Fact): Promise<'added' | 'unchanged'>;

  /**
   * Counts one soft bounce, and suppresses its address when there are enough (`softBounceWindow`); calls PutItem and Query,
   * and UpdateItem to suppress. Whatever call fails, the same bounce told again completes it.
   */
  addSoftBounce(softBounce: SoftBounce): Promise<SoftBounceDecision>;

  /**
   * Adds an address for all mail by a person's wish, for good or until a time; calls UpdateItem, where something is known
   * of the address also GetItem. An entry that says so already stays as it is.
   */
  addManual(email: string, options: ManualOptions): Promise<{ id: string }>;

  /**
   * Takes an entry off the list; older feedback does not bring it back, newer does. `undefined` when it is not on it.
   * An address names the entry for all mail, and without one that of a stream. Calls GetItem and UpdateItem, for an id also
   * Query on the index.
   */
  remove(idOrEmail: string, options: RemovalOptions): Promise<{ id: string; removedAt: Date } | undefined>;

  /**
   * One entry by its id or address, `undefined` when it is not on the list. An address names the entry for all mail, and
   * without one that of a stream. Calls GetItem, for an id also Query.
   */
  get(idOrEmail: string, options: { connection: Connection }): Promise<ShownSuppression | undefined>;

  /** One page of the list in the order of ids; calls Query on the index. */
  list(options: ListOptions): Promise<ListedEntries>;

  /**
   * Which of at most 50 addresses may not get mail of this stream, by their matching form; one BatchGetItem.
   * @throws an Error when it cannot be known of all of them
   */
  suppressedAmong(
    addresses: readonly string[],
    options: { connection: Connection; stream: Stream },
  ): Promise<Map<string, ShownSuppression>>;

  /** The same, and an item of another table in the same BatchGetItem; with 50 addresses it takes one of its own. */
  suppressedAmongAndCompanion(
    addresses: readonly string[],
    options: { connection: Connection; stream: Stream; companion: Companion },
  ): Promise<{ suppressed: Map<string, ShownSuppression>; companion: unknown }>;
};

/** The suppression list in its DynamoDB table. */
export function suppressionTable(access: TableAccess): SuppressionTable {
  return {
    add: (fact) => addFact(access, fact),
    addSoftBounce: (softBounce) => addSoftBounce(access, softBounce),
    addManual: (email, options) => addManually(access, email, options),
    remove: (idOrEmail, options) => removeEntry(access, idOrEmail, options),
    async get(idOrEmail, { connection }) {
      const now = timeOf(access);
      const entry = await findEntry(access, idOrEmail, { connection, now });
      return entry && shownEntry(entry, now);
    },
    list: (options) => listEntries(access, options),
    suppressedAmong: (addresses, options) => suppressedAmong(access, addresses, options),
    suppressedAmongAndCompanion: (addresses, options) => suppressedAmongAndCompanion(access, addresses, options),
  };
}

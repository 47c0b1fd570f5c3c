export { mostAdoptedAtOnce, adoptLines } from './adopted-entries';
export type { Adoption, SesSuppression } from './adoption';
export { adoptionProgress, type AdoptionProgressTable } from './adoption-progress';
export type { ManualOptions } from './add-manually';
export { entryKey, suppressionId } from './entry-key';
export { unsyncedEntries, type UnsyncedEntries, type UnsyncedEntry } from './unsynced-entries';
export type { Lane } from './unsynced-index';
export { forgettableEntries, type ForgettableEntries } from './forget-address';
export { factTime } from './fact-time';
export type { ListedEntries, ListOptions } from './list-entries';
export type { Reason, ReasonCode } from './reason';
export { reasonInWords } from './reason-in-words';
export { softBounceLimit, type SoftBounceDecision } from './soft-bounce-window';
export {
  origins,
  type Fact,
  type Origin,
  type Scope,
  type ShownSuppression,
  type SoftBounce,
} from './suppression-fact';
export {
  additionTime,
  merge,
  removalTime,
  shown,
  stateOfFact,
  stateOfRemoval,
  type SuppressionState,
} from './suppression-state';
export { suppressionTable, type SuppressionTable } from './suppression-table';
export type { Subscription } from './unsubscribe-decision';
export { unsubscriptions, type Subscriber, type UnsubscribeOutcome, type Unsubscriptions } from './unsubscriptions';
export { suppressionsInMemory } from './suppressions-in-memory';

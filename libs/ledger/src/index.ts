export { effectOf, type Effect } from './effect-of';
export type { Fact } from './fact';
export type { FactDetails, FactType } from './fact-details';
export { factId } from './fact-id';
export { toFactItem, type FactItem } from './fact-item';
export { recipientHash, shortHash } from './hash';
export { lastEventOf, type LastEvent } from './last-event-of';
export { ledgerTable, type LedgerTable } from './ledger-table';
export { timelineOf, type TimelineEntry } from './timeline-of';

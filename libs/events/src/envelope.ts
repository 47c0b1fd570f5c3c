import type { SesRecord } from './ses-record';

/**
 * How a record came:
 * - `sns`: in the envelope of SNS, to a queue, to Lambda or over HTTP.
 * - `sns-raw`: through SNS without an envelope (raw message delivery), so that nothing tells its topic.
 * - `event-bridge`: in an event of EventBridge, to a queue or to Lambda.
 */
export type Envelope = 'sns' | 'sns-raw' | 'event-bridge';

/**
 * A message about the channel or the account, and about no e-mail: a subscription that waits for its confirmation, the
 * sending status of a tenant, an advisor's recommendation. `name` is SNS's `Type` or EventBridge's `detail-type`.
 */
export interface Control {
  kind: 'control';
  name: string;
}

/** What came, and in which envelope. */
export type SesMessage = { envelope: Envelope } & (SesRecord | Control);

import type { FaultSettings } from '@sesame/local-sesame';

/** Where a function is killed: by the call that it makes, before that is done or after. */
export interface Placement {
  name: string;
  fault: Required<Pick<FaultSettings, 'service' | 'operation' | 'function'>> & { kind: 'kill-before' | 'kill-after' };
}

const accept = (name: string, service: string, operation: string, kind: Placement['fault']['kind']): Placement => ({
  name: `accept, ${name}`,
  fault: { function: 'sender-accept', service, operation, kind },
});
const deliver = (name: string, service: string, operation: string, kind: Placement['fault']['kind']): Placement => ({
  name: `deliver, ${name}`,
  fault: { function: 'sender-deliver', service, operation, kind },
});

/**
 * Every place that matters. What accept stores in one transaction is the claim of the key, with the e-mail; deliver's claim
 * and its record are both an UpdateItem, so a kill there is at one or the other.
 */
export const placements: readonly Placement[] = [
  accept('before the claim', 'dynamodb', 'TransactWriteItems', 'kill-before'),
  accept('after the claim', 'dynamodb', 'TransactWriteItems', 'kill-after'),
  accept('before it is enqueued', 'sqs', 'SendMessage', 'kill-before'),
  accept('before the answer', 'sqs', 'SendMessage', 'kill-after'),
  deliver('before the claim', 'dynamodb', 'BatchGetItem', 'kill-after'),
  deliver('before the claim or the record', 'dynamodb', 'UpdateItem', 'kill-before'),
  deliver('after the claim or the record', 'dynamodb', 'UpdateItem', 'kill-after'),
  deliver('after the claim, before SES has it', 'ses', 'SendEmail', 'kill-before'),
  deliver('after SES has it, before the record', 'ses', 'SendEmail', 'kill-after'),
];

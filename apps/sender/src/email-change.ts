import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { dueKey } from './due';
import { toAttachmentItem } from './attachment-item';
import type { Email } from './email';

export type EmailName = Pick<Email, 'connection' | 'id'>;

/** What changes about an e-mail: a value is set, `undefined` is removed, what is not named stays. */
export type EmailChange = Partial<
  Pick<
    Email,
    | 'status'
    | 'suppressed'
    | 'attachments'
    | 'queuedAt'
    | 'scheduledAt'
    | 'due'
    | 'attempt'
    | 'claimedAt'
    | 'messageId'
    | 'heldReason'
    | 'error'
    | 'resendUnconfirmed'
  >
>;

/** When a change may be made: a condition expression that names attributes as `#name`, and the values it names. */
export type ChangeCondition = { expression: string; values: Record<string, unknown> };

/** The parts of an UpdateItem that make a change under a condition. */
export function updateOf(name: EmailName, change: EmailChange, { expression, values }: ChangeCondition) {
  const attributes = Object.entries(attributesOf(name, change));
  const set = attributes.filter(([, value]) => value !== undefined);
  const removed = attributes.filter(([, value]) => value === undefined);
  const clauses = [
    ...(set.length > 0 ? [`SET ${set.map(([attribute]) => `#${attribute} = :new_${attribute}`).join(', ')}`] : []),
    ...(removed.length > 0 ? [`REMOVE ${removed.map(([attribute]) => `#${attribute}`).join(', ')}`] : []),
  ];
  const named = new Set([...attributes.map(([attribute]) => `#${attribute}`), ...(expression.match(/#\w+/g) ?? [])]);

  return {
    UpdateExpression: clauses.join(' '),
    ConditionExpression: expression,
    ExpressionAttributeNames: Object.fromEntries([...named].map((name) => [name, name.slice(1)])),
    ExpressionAttributeValues: {
      ...values,
      ...Object.fromEntries(set.map(([attribute, value]) => [`:new_${attribute}`, value])),
    },
  } satisfies Partial<UpdateCommandInput>;
}

function attributesOf({ connection, id }: EmailName, change: EmailChange): Record<string, unknown> {
  const { attachments, queuedAt, scheduledAt, due, claimedAt, messageId, heldReason, resendUnconfirmed, ...same } =
    change;
  return {
    ...same,
    ...(attachments && { attachments: attachments.map(toAttachmentItem) }),
    ...('queuedAt' in change && { queued_at: queuedAt?.toISOString() }),
    ...('scheduledAt' in change && { scheduled_at: scheduledAt?.toISOString() }),
    ...('due' in change && (due ? dueKey(connection, id, due) : { due_pk: undefined, due_sk: undefined })),
    ...('claimedAt' in change && { claimed_at: claimedAt?.toISOString() }),
    ...('messageId' in change && { message_id: messageId }),
    ...('heldReason' in change && { held_reason: heldReason }),
    ...('resendUnconfirmed' in change && { resend_unconfirmed: resendUnconfirmed }),
  };
}

import { additionTime, removalTime, shown, type SuppressionState } from './suppression-state';

/** Which e-mail somebody unsubscribes by, and when. */
export type UnsubscribeWish = { emailId: string; now: Date };

/** Whether an address gets mail of a stream: it does; an unsubscribe keeps it from that; or something else does. */
export type Subscription =
  | { status: 'subscribed' }
  | { status: 'unsubscribed'; by: 'this-email' | 'another-email'; since: Date }
  | { status: 'suppressed' };

/** What the entry of a stream says of an address, to whoever has this e-mail. */
export function subscriptionOf(state: SuppressionState, emailId: string): Subscription {
  const entry = shown(state);
  if (entry === undefined) return { status: 'subscribed' };
  if (entry.reason?.code !== 'unsubscribed') return { status: 'suppressed' };
  const by = entry.sourceId === emailId ? 'this-email' : 'another-email';
  return { status: 'unsubscribed', by, since: entry.createdAt };
}

export type UnsubscribeDecision =
  | { decision: 'keep'; reason: 'suppressed-already'; subscription: Exclude<Subscription, { status: 'subscribed' }> }
  | { decision: 'add'; reason: 'subscribed'; at: Date };

/**
 * What an unsubscribe does. The first one stays, so that taking back a later one by another e-mail cannot take it back, too;
 * one made after a removal is newer than that, whatever clock it was told by.
 */
export function decideUnsubscribe(state: SuppressionState, { emailId, now }: UnsubscribeWish): UnsubscribeDecision {
  const subscription = subscriptionOf(state, emailId);
  if (subscription.status !== 'subscribed') return { decision: 'keep', reason: 'suppressed-already', subscription };
  return { decision: 'add', reason: 'subscribed', at: additionTime(state, now) };
}

export type ResubscribeDecision =
  | { decision: 'keep'; reason: 'not-unsubscribed-by-this-email'; subscription: Subscription }
  | { decision: 'remove'; reason: 'unsubscribed-by-this-email'; at: Date };

/** What taking back an unsubscribe does: only the e-mail it was made by can, and nothing else is taken back with it. */
export function decideResubscribe(state: SuppressionState, { emailId, now }: UnsubscribeWish): ResubscribeDecision {
  const subscription = subscriptionOf(state, emailId);
  return subscription.status === 'unsubscribed' && subscription.by === 'this-email'
    ? { decision: 'remove', reason: 'unsubscribed-by-this-email', at: removalTime(state, now) }
    : { decision: 'keep', reason: 'not-unsubscribed-by-this-email', subscription };
}

import * as z from 'zod/mini';
import { listOf } from './list-of';
import { openObject } from './open-object';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

const topics = listOf(
  openObject({
    topicName: z.string(),
    /** `OptIn` or `OptOut`. */
    subscriptionStatus: z.string(),
  }),
);

const topicPreferences = openObject({
  unsubscribeAll: tolerant(z.boolean()),
  topicSubscriptionStatus: tolerant(topics),
  /** Not in AWS's documentation. */
  topicDefaultSubscriptionStatus: tolerant(topics),
});

/** A recipient changed what he gets of a contact list, by SES's own link or header. */
export const subscription = openObject({
  contactList: z.string(),
  timestamp,
  /** How he did, such as `UnsubscribeHeader`; AWS's table of fields calls it the sending address. */
  source: tolerant(z.string()),
  newTopicPreferences: tolerant(topicPreferences),
  oldTopicPreferences: tolerant(topicPreferences),
});

export type Subscription = z.output<typeof subscription>;

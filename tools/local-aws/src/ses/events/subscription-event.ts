/** A recipient changed what he gets of a contact list. */
export interface SubscriptionEvent {
  eventType: 'Subscription';
  subscription: {
    contactList: string;
    timestamp: string;
    source: string;
    newTopicPreferences: TopicPreferences;
    oldTopicPreferences: TopicPreferences;
  };
}

export interface TopicPreferences {
  unsubscribeAll: boolean;
  topicSubscriptionStatus: { topicName: string; subscriptionStatus: 'OptIn' | 'OptOut' }[];
}

export function subscriptionEvent(
  {
    contactList,
    newTopicPreferences,
    oldTopicPreferences,
  }: Omit<SubscriptionEvent['subscription'], 'timestamp' | 'source'>,
  now: number,
): SubscriptionEvent {
  const [timestamp, source] = [new Date(now).toISOString(), 'UnsubscribeHeader'];
  return {
    eventType: 'Subscription',
    subscription: { contactList, timestamp, source, newTopicPreferences, oldTopicPreferences },
  };
}

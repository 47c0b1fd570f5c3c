import type { Clock } from '../../clock';
import type { ConfigurationSets } from '../configuration-sets';
import type { DroppedEvents } from './dropped-events';
import { matchingEventType, type EventRecord } from './event-record';
import type { PublishAsSes } from './topic-publishing';

/**
 * Publishes a record to every enabled destination of its configuration set that asks for its type. What may not be
 * published is dropped, as SES does, and noted.
 */
export type PublishEvent = (configurationSetName: string, record: EventRecord) => void;

export function createPublishEvent(parts: {
  clock: Clock;
  configurationSets: ConfigurationSets;
  droppedEvents: DroppedEvents;
  publishAsSes: PublishAsSes;
}): PublishEvent {
  const { clock, configurationSets, droppedEvents, publishAsSes } = parts;
  return (configurationSetName, record) => {
    const message = { message: `${JSON.stringify(record)}\n`, subject: 'Amazon SES Email Event Notification' };
    for (const { name, enabled, matchingEventTypes, topicArn } of configurationSets.destinationsOf(
      configurationSetName,
    )) {
      if (!enabled || !matchingEventTypes.includes(matchingEventType[record.eventType])) continue;
      const failure = publishAsSes(configurationSetName, topicArn, message);
      if (!failure) continue;
      droppedEvents.add({
        droppedAt: new Date(clock.now()).toISOString(),
        messageId: record.mail.messageId,
        eventType: record.eventType,
        configurationSetName,
        destinationName: name,
        topicArn,
        reason: failure.reason,
      });
    }
  };
}

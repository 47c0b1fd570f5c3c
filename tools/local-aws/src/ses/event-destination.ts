import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../aws-error';
import type { Store } from '../store';
import { refuseMalformedName, type ConfigurationSets } from './configuration-sets';
import type { PublishAsSes } from './events/topic-publishing';
import type { EventDestination } from './ses';

/**
 * Creates or updates an event destination. SES validates a topic by publishing plain text to it, without a subject, when
 * the destination is new or changed; a topic it cannot publish to is refused, and nothing is kept. That version 2 of the
 * API answers a missing topic with the text of version 1, and its text for a denied one, are unverified.
 */
export function createApplyEventDestination(parts: {
  store: Store;
  configurationSets: ConfigurationSets;
  publishAsSes: PublishAsSes;
}): (configurationSetName: string, destination: EventDestination) => void {
  const { store, configurationSets, publishAsSes } = parts;
  return (configurationSetName, destination) =>
    store.transaction(() => {
      configurationSets.required(configurationSetName);
      refuseMalformedName('event destination', destination.name);
      const existing = configurationSets
        .destinationsOf(configurationSetName)
        .find(({ name }) => name === destination.name);
      if (isDeepStrictEqual(existing, destination)) return;
      const failure = publishAsSes(configurationSetName, destination.topicArn, {
        message: 'Successfully validated SNS topic for Amazon SES event publishing.',
      });
      if (!failure) return configurationSets.putDestination(configurationSetName, destination);
      throw new AwsError(
        'BadRequestException',
        failure.why === 'topic missing'
          ? failure.reason
          : `Could not publish to SNS topic <${destination.topicArn}>: ${failure.reason}`,
      );
    });
}

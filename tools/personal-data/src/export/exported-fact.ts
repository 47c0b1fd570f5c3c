import type { Fact, FactDetails } from '@sesame/ledger';
import type { Pseudonyms } from './pseudonym';

/** What is exported because somebody asked for it: it can tell who somebody is. */
export type Asked = { tags: readonly string[]; origins: boolean };

/**
 * A fact as it is exported: what happened to which message and whom, both by pseudonyms. Without what leads back to either,
 * the ids of SES and of Sesame; without tags and origins of links unless they are asked for.
 */
export function exportedFact(fact: Fact, pseudonym: Pseudonyms, asked: Asked): Record<string, unknown> {
  const { time, sentAt, recipient, configurationSet, fromDomain, template, simulatedRecipients, details } = fact;
  const tags = Object.entries(fact.tags ?? {}).filter(([name]) => asked.tags.includes(name));
  return {
    time: time.toISOString(),
    type: details.type,
    message: pseudonym('message', fact.emailId ?? fact.messageId),
    ...(recipient !== undefined && { recipient: pseudonym('recipient', recipient) }),
    sent_at: sentAt.toISOString(),
    ...(configurationSet !== undefined && { configuration_set: configurationSet }),
    ...(fromDomain !== undefined && { from_domain: fromDomain }),
    ...(template !== undefined && { template }),
    ...(tags.length > 0 && { tags: Object.fromEntries(tags) }),
    ...(simulatedRecipients !== undefined && { simulated_recipients: simulatedRecipients }),
    ...exportedDetails(details, pseudonym, asked),
  };
}

function exportedDetails(details: FactDetails, pseudonym: Pseudonyms, { origins }: Asked): Record<string, unknown> {
  switch (details.type) {
    case 'send':
      return { recipients: details.recipients };
    case 'bounce':
      return { bounce_type: details.bounceType, bounce_sub_type: details.bounceSubType, status: details.status };
    case 'complaint':
      return { complaint_sub_type: details.complaintSubType, complaint_feedback_type: details.complaintFeedbackType };
    case 'delivery-delay':
      return { delay_type: details.delayType };
    case 'click':
      return {
        // Of a person who was forgotten the link is empty.
        ...(details.link !== '' && { link: pseudonym('link', details.link) }),
        ...(origins && { origin: details.origin }),
      };
    case 'subscription':
      return { opt_out: details.optOut };
    case 'other':
      return { event_type: details.eventType };
    case 'delivery':
    case 'reject':
    case 'rendering-failure':
    case 'open':
    case 'first-open':
    case 'first-click':
    case 'unsubscribe':
      return {};
  }
}

import * as z from 'zod';
import { delayTypes } from '../ses/events/delivery-delay-event';
import { type Door, json, refused } from './door';

const messageId = z.string();
const topicPreferences = z.strictObject({
  unsubscribeAll: z.boolean(),
  topicSubscriptionStatus: z
    .array(z.strictObject({ topicName: z.string(), subscriptionStatus: z.enum(['OptIn', 'OptOut']) }))
    .default([]),
});

const input = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('DeliveryDelay'),
    messageId,
    delayType: z.enum(delayTypes).default('General'),
    recipients: z.array(z.string()).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('Rendering Failure'),
    messageId,
    templateName: z.string().default('welcome'),
    errorMessage: z.string().default("Attribute 'name' is not present in the rendering data."),
  }),
  z.strictObject({
    type: z.literal('Subscription'),
    messageId,
    contactList: z.string().default('newsletter'),
    newTopicPreferences: topicPreferences.default({ unsubscribeAll: true, topicSubscriptionStatus: [] }),
    oldTopicPreferences: topicPreferences.default({ unsubscribeAll: false, topicSubscriptionStatus: [] }),
  }),
]);

/**
 * `POST /_sesame/events {"messageId", "type": "DeliveryDelay" | "Rendering Failure" | "Subscription", …}`: SES says so about a
 * message, to whoever listens to its configuration set. Answers the record that it publishes.
 */
export const reportEvent: Door = {
  method: 'POST',
  path: '/_sesame/events',
  open({ ses }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const { messageId: id, ...reported } = parsed.data;
    const result = ses.report(id, reported);
    switch (result.outcome) {
      case 'published':
        return json(result.record);
      case 'no such message':
        return refused(404, 'SES accepted no message with this MessageId.');
      case 'no configuration set':
        return refused(422, 'This message was sent without a configuration set, so SES says nothing about it.');
      case 'no such recipient':
        return refused(422, `This message did not go to ${result.recipient}.`);
    }
  },
};

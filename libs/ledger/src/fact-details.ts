import * as z from 'zod/mini';

/** What a fact says beside who, when and of which message. There is no room here for what a person wrote or is called. */
export const factDetails = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('send'),
    /** How many recipients the message has; SES tells of a send once, and not once a recipient. */
    recipients: z.number(),
  }),
  z.object({ type: z.literal(['delivery', 'reject', 'rendering-failure', 'open']) }),
  /** That there was an open, or a click, of this message: once, however often there is another. It happens when the message is sent. */
  z.object({ type: z.literal(['first-open', 'first-click']) }),
  z.object({
    type: z.literal('subscription'),
    /** Whether the recipient gets less from then on; missing in what was recorded before this was told. */
    optOut: z.optional(z.boolean()),
  }),
  /** The recipient used the link or the button of a message: told by Sesame itself, and not by SES. */
  z.object({ type: z.literal('unsubscribe') }),
  z.object({
    type: z.literal('bounce'),
    feedbackId: z.string(),
    bounceType: z.string(),
    bounceSubType: z.string(),
    /** The enhanced status code, such as `5.1.1`. */
    status: z.optional(z.string()),
  }),
  z.object({
    type: z.literal('complaint'),
    feedbackId: z.string(),
    complaintSubType: z.optional(z.string()),
    complaintFeedbackType: z.optional(z.string()),
  }),
  z.object({ type: z.literal('delivery-delay'), delayType: z.string() }),
  z.object({
    type: z.literal('click'),
    /** A hash of the whole link, which can hold secrets in its path as well as in its query. */
    link: z.string(),
    /** Where the link leads: scheme, host and port. */
    origin: z.optional(z.string()),
  }),
  z.object({
    type: z.literal('other'),
    /** What SES calls the event. */
    eventType: z.string(),
    /** A hash of the whole record: nobody knows yet how often such an event can be. */
    record: z.string(),
  }),
]);

export type FactDetails = z.output<typeof factDetails>;

export type FactType = FactDetails['type'];

import * as z from 'zod';
import { attachmentInput } from './attachment';

const content = z.strictObject({ Data: z.string(), Charset: z.string().optional() });
const pair = z.strictObject({ Name: z.string(), Value: z.string() });
const addresses = z.array(z.string()).optional();

/**
 * What is honoured of a SendEmail request (AWS documentation: SES API v2, SendEmail). A member that is not here is
 * refused by its name, because to ignore it would change what the request means.
 */
export const sendEmailInput = z.strictObject({
  FromEmailAddress: z.string().optional(),
  Destination: z.strictObject({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }).optional(),
  ReplyToAddresses: addresses,
  FeedbackForwardingEmailAddress: z.string().optional(),
  Content: z.strictObject({
    Simple: z
      .strictObject({
        Subject: content.optional(),
        Body: z.strictObject({ Text: content.optional(), Html: content.optional() }).optional(),
        Headers: z.array(pair).optional(),
        Attachments: z.array(attachmentInput).optional(),
      })
      .optional(),
    /** Raw and Template are read only so that they can be authorised, and are then refused. */
    Raw: z.record(z.string(), z.unknown()).optional(),
    Template: z.record(z.string(), z.unknown()).optional(),
  }),
  EmailTags: z.array(pair).optional(),
  ConfigurationSetName: z.string().optional(),
});

export type SendEmailInput = z.infer<typeof sendEmailInput>;

/** Every recipient of a request as the caller wrote it: To, then Cc, then Bcc. */
export function recipientsOf({ Destination: destination }: SendEmailInput): string[] {
  return [
    ...(destination?.ToAddresses ?? []),
    ...(destination?.CcAddresses ?? []),
    ...(destination?.BccAddresses ?? []),
  ];
}

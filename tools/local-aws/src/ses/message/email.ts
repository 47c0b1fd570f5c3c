import { AwsError } from '../../aws-error';
import { constraintError } from '../constraint-error';
import { type Attachment, readAttachment } from './attachment';
import { isSimulated } from '../events/mailbox-simulator';
import { textOf } from './content-data';
import { readCustomHeaders, type Header } from './custom-headers';
import { readEmailTags, type EmailTags } from './email-tags';
import { readMailbox, type Mailbox } from './mailbox';
import { requireSize } from './message-size';
import { recipientsOf, type SendEmailInput } from './send-email-input';

/** An e-mail that SES could take: read and within its limits. Whether the sender is verified has not been asked. */
export interface Email {
  from: Mailbox;
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  replyTo: Mailbox[];
  feedbackAddress?: Mailbox;
  subject: string;
  text?: string;
  html?: string;
  headers: Header[];
  attachments: Attachment[];
  tags: EmailTags;
  configurationSetName?: string;
}

/** Recipients that one message may have, To, Cc and Bcc together (AWS documentation: "Service quotas in Amazon SES"). */
const maxRecipients = 50;

/**
 * Reads a SendEmail request with Simple content, or throws what SES answers. The classes and texts for too many
 * recipients and for a missing part of the content are unverified for version 2 of the API.
 */
export function readEmail(input: SendEmailInput): Email {
  const content = simpleContentOf(input);
  requireSize(content);
  // SES answers a missing sender with a BadRequestException that has no message (observed).
  if (!input.FromEmailAddress) throw new AwsError('BadRequestException', '');
  const recipients = recipientsOf(input);
  if (recipients.length === 0) throw new AwsError('BadRequestException', 'There are no recipients specified');
  if (recipients.length > maxRecipients) {
    throw new AwsError('BadRequestException', `Recipient count exceeds ${maxRecipients}.`);
  }
  return {
    from: readMailbox(input.FromEmailAddress),
    to: (input.Destination?.ToAddresses ?? []).map(readMailbox),
    cc: (input.Destination?.CcAddresses ?? []).map(readMailbox),
    bcc: (input.Destination?.BccAddresses ?? []).map(readMailbox),
    replyTo: (input.ReplyToAddresses ?? []).map(readMailbox),
    ...(input.FeedbackForwardingEmailAddress !== undefined && {
      feedbackAddress: readMailbox(input.FeedbackForwardingEmailAddress),
    }),
    ...content,
    tags: readEmailTags(input.EmailTags ?? []),
    ...(input.ConfigurationSetName !== undefined && { configurationSetName: input.ConfigurationSetName }),
  };
}

/** Addresses of the whole envelope: To, then Cc, then Bcc. */
export function envelopeOf(email: Pick<Email, 'to' | 'cc' | 'bcc'>): string[] {
  return [...email.to, ...email.cc, ...email.bcc].map((mailbox) => mailbox.address);
}

/** Recipients that the daily quota counts: all but the mailbox simulator (AWS documentation: "Using the mailbox simulator"). */
export function countedRecipients(email: Pick<Email, 'to' | 'cc' | 'bcc'>): number {
  return envelopeOf(email).filter((address) => !isSimulated(address)).length;
}

type SimpleContent = Pick<Email, 'subject' | 'text' | 'html' | 'headers' | 'attachments'>;

function simpleContentOf({ Content: content }: SendEmailInput): SimpleContent {
  if (content.Raw ?? content.Template) {
    throw new AwsError(
      'BadRequestException',
      `Sesame's embedded AWS: only Simple content is emulated, ${content.Raw ? 'Raw' : 'Template'} is not.`,
    );
  }
  const { Subject: subject, Body: body, Headers: headers = [], Attachments: attachments = [] } = content.Simple ?? {};
  if (!content.Simple) throw constraintError('content', 'Member must hold exactly one of Simple, Raw and Template');
  if (!subject) throw constraintError('content.simple.subject', 'Member must not be null');
  if (!body?.Text && !body?.Html) throw constraintError('content.simple.body', 'Member must hold Text or Html');
  return {
    subject: singleLine(textOf(subject)),
    ...(body.Text && { text: textOf(body.Text) }),
    ...(body.Html && { html: textOf(body.Html) }),
    headers: readCustomHeaders(headers),
    attachments: attachments.map((attachment, index) =>
      readAttachment(attachment, `content.simple.attachments.${index + 1}.member`),
    ),
  };
}

/** What SES makes of a line break in a subject is not known here: refused instead of guessed. */
function singleLine(subject: string): string {
  if (!/[\r\n]/.test(subject)) return subject;
  throw new AwsError('BadRequestException', "Sesame's embedded AWS: a subject with a line break is not emulated.");
}

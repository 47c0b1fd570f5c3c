import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { emailIdTag, formatMailbox, templateTag } from '@sesame/email';
import type { Content, Email } from '../email';
import { attachmentInput } from './attachment-input';
import type { ReadAttachment } from './read-attachments';
import { storedMailbox, without } from '../recipients';
import { listUnsubscribeHeaders } from '../list-unsubscribe';

const Charset = 'UTF-8';

/** What is in a message: its text, and its files with their bytes. */
export type MessageContent = Content & { attachments?: readonly ReadAttachment[] };

/** Through which configuration set, and under which URL the API is reached from outside. */
export type SendingPlace = { configurationSet: string; apiUrl: string };

/**
 * An e-mail as SES takes it: simple content, without its suppressed recipients, tagged with its id; marketing mail also with
 * the way to unsubscribe.
 */
export function sendEmailInput(
  email: Email,
  content: MessageContent,
  { configurationSet, apiUrl }: SendingPlace,
): SendEmailCommandInput {
  const { to, cc, bcc } = without(email.suppressed, email);
  return {
    FromEmailAddress: formatted(email.from),
    Destination: {
      ToAddresses: to.map(formatted),
      CcAddresses: cc.map(formatted),
      BccAddresses: bcc.map(formatted),
    },
    ReplyToAddresses: email.replyTo.map(formatted),
    Content: {
      Simple: {
        Subject: { Data: email.subject, Charset },
        Body: {
          ...(content.text !== undefined && { Text: { Data: content.text, Charset } }),
          ...(content.html !== undefined && { Html: { Data: content.html, Charset } }),
        },
        Headers: [...email.headers, ...listUnsubscribeHeaders(email, apiUrl)].map(({ name, value }) => ({
          Name: name,
          Value: value,
        })),
        ...(content.attachments?.length && { Attachments: content.attachments.map(attachmentInput) }),
      },
    },
    ConfigurationSetName: configurationSet,
    EmailTags: [...email.tags, ...templateTags(email), { name: emailIdTag, value: email.id }].map(
      ({ name, value }) => ({
        Name: name,
        Value: value,
      }),
    ),
  };
}

function templateTags({ template }: Email) {
  return template ? [{ name: templateTag, value: template.id }] : [];
}

function formatted(text: string): string {
  return formatMailbox(storedMailbox(text));
}

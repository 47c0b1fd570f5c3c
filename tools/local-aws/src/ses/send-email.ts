import { principalName } from '@sesame/iam';
import { operation, type Access } from '../operation';
import type { Caller } from '../caller';
import { onConfigurationSet, onIdentity, onTemplate } from './access';
import { readEmail } from './message/email';
import { domainOf, parseMailbox } from './message/mailbox';
import { recipientsOf, sendEmailInput, type SendEmailInput } from './message/send-email-input';
import type { Ses } from './ses';

export const sendEmail = operation<Ses>()({
  name: 'SendEmail',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html',
  http: { method: 'POST', path: '/v2/email/outbound-emails' },
  input: sendEmailInput,
  /** IAM is asked for everything the request touches, and before it is known whether the sender is verified. */
  access: (ses, input) => actionsOf(input).flatMap((action) => accessFor(action, ses, input)),
  run(ses, input, { sourceIp, principal }) {
    const { messageId } = ses.accept(readEmail(input), { sourceIp, callerIdentity: callerIdentityOf(principal) });
    return { MessageId: messageId };
  },
});

/** Raw content needs another permission (observed), and so, unverified, does a template. */
function actionsOf({ Content: content }: SendEmailInput): string[] {
  const special = [
    ...(content.Raw ? ['ses:SendRawEmail'] : []),
    ...(content.Template ? ['ses:SendTemplatedEmail'] : []),
  ];
  return special.length > 0 && !content.Simple ? special : [...special, 'ses:SendEmail'];
}

/**
 * The identity is the most specific verified one, or the sender's domain if none is. A sender that cannot be read is
 * asked for under what stands after its `@`, so that whoever may not send learns no more than that.
 */
function accessFor(action: string, ses: Ses, input: SendEmailInput): Access[] {
  const sender = input.FromEmailAddress ?? '';
  const { address, displayName } = parseMailbox(sender) ?? { address: sender };
  const feedbackAddress = input.FeedbackForwardingEmailAddress;
  const template = input.Content.Template?.['TemplateName'];
  const context = {
    'ses:FromAddress': address,
    ...(displayName !== undefined && { 'ses:FromDisplayName': displayName }),
    'ses:Recipients': recipientsOf(input).map(bareAddress),
    ...(feedbackAddress !== undefined && { 'ses:FeedbackAddress': bareAddress(feedbackAddress) }),
  };
  return [
    onIdentity(action, ses.identities.verifiedFor(address) ?? domainOf(address), context),
    ...(input.ConfigurationSetName !== undefined
      ? [onConfigurationSet(action, input.ConfigurationSetName, context)]
      : []),
    ...(typeof template === 'string' ? [onTemplate(action, template, context)] : []),
  ];
}

function bareAddress(text: string): string {
  return parseMailbox(text)?.address ?? text;
}

/** A role's own name, without its path and its session. */
function callerIdentityOf(principal: Caller): string {
  if (principal.type !== 'role-session') return principalName(principal);
  return principal.roleArn.slice(principal.roleArn.lastIndexOf('/') + 1);
}

import type { EmailRequest } from './email-request';

/** The addresses of all recipients, in the order of "to", "cc" and "bcc". */
export function recipientsOf({ to, cc, bcc }: Pick<EmailRequest, 'to' | 'cc' | 'bcc'>): string[] {
  return [...to, ...cc, ...bcc].map(({ mailbox }) => mailbox.address);
}

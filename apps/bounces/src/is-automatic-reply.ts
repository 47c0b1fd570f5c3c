import type { Bounce } from '@sesame/events';
import { enhancedStatus } from './enhanced-status';

type Recipient = Bounce['bouncedRecipients'][number];

/**
 * Whether what SES reports as Transient/General for this recipient says of no failure. SES files automatic replies, such as
 * out-of-office notes, under the same subtype as soft bounces (AWS documentation: "Bounce types"). A failure comes with a
 * delivery status notification, which names an action, and a status that begins with 4 or 5 (RFC 3464); a reply has
 * neither. The action decides where there is one: what is only `delayed`, or was `delivered`, has not failed.
 */
export function isAutomaticReply({ action, status }: Pick<Recipient, 'action' | 'status'>): boolean {
  if (action !== undefined) return action.trim().toLowerCase() !== 'failed';
  return !/^[45]/.test(enhancedStatus(status) ?? '');
}

import type { Dice } from './dice';
import { sesId } from './ses-ids';

const hard = [
  [60, 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown'],
  [15, 'NoEmail', '5.1.1', 'smtp; 550 5.1.1 no such mailbox'],
  [8, 'Suppressed', '5.1.1', 'Amazon SES has suppressed sending to this address'],
  [12, 'OnAccountSuppressionList', '5.1.1', 'Amazon SES did not send the message to this address'],
  [5, 'EmailValidationSuppressed', '5.1.1', 'Amazon SES judged this address'],
] as const;
const soft = [
  [50, 'MailboxFull', '4.2.2', 'smtp; 452 4.2.2 mailbox full'],
  [30, 'General', '4.3.0', 'smtp; 451 4.3.0 temporary failure'],
  [8, 'MessageTooLarge', '5.3.4', 'smtp; 552 5.3.4 message too large'],
  [6, 'ContentRejected', '5.6.0', 'smtp; 500 5.6.0 content rejected'],
] as const;
const reports = ['abuse', 'not-spam', 'other', 'virus', undefined] as const;

type Failure = readonly [weight: number, bounceSubType: string, status: string, diagnosticCode: string];

/** A bounce for good, of one recipient. */
export function bounceOf(recipient: string, dice: Dice, at: number, timestamp: string) {
  return failureOf('Permanent', dice.oneOf(hard.map((one) => [one[0], one] as const)), {
    recipient,
    dice,
    at,
    timestamp,
  });
}

/** A bounce that may pass, one that SES could not classify, or an automatic reply, which SES reports alike. */
export function softBounceOf(recipient: string, dice: Dice, at: number, timestamp: string) {
  const kind = dice.whole(10);
  if (kind === 0) {
    const said = {
      bounceType: 'Transient',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: recipient }],
    };
    return { feedbackId: sesId(dice, at), ...said, timestamp, reportingMTA: 'dns; mta.example.net' };
  }
  if (kind === 1) {
    const undetermined = [1, 'Undetermined', '5.0.0', 'smtp; unknown'] as const;
    return failureOf('Undetermined', undetermined, { recipient, dice, at, timestamp });
  }
  return failureOf('Transient', dice.oneOf(soft.map((one) => [one[0], one] as const)), {
    recipient,
    dice,
    at,
    timestamp,
  });
}

function failureOf(
  bounceType: string,
  [, bounceSubType, status, diagnosticCode]: Failure,
  { recipient, dice, at, timestamp }: { recipient: string; dice: Dice; at: number; timestamp: string },
) {
  return {
    feedbackId: sesId(dice, at),
    bounceType,
    bounceSubType,
    bouncedRecipients: [{ emailAddress: recipient, action: 'failed', status, diagnosticCode }],
    timestamp,
    reportingMTA: 'dns; mta.example.net',
  };
}

/** A complaint, or what SES reports like one: mail that was taken out of the spam folder, or that SES held back. */
export function complaintOf(recipient: string, dice: Dice, at: number, timestamp: string) {
  const complaintFeedbackType = reports[dice.whole(reports.length)];
  return {
    feedbackId: sesId(dice, at),
    complaintSubType: dice.chance(0.1) ? 'OnAccountSuppressionList' : null,
    complainedRecipients: [{ emailAddress: recipient }],
    timestamp,
    arrivalDate: timestamp,
    userAgent: 'AnyCompany Feedback Loop (V0.01)',
    ...(complaintFeedbackType !== undefined && { complaintFeedbackType }),
  };
}

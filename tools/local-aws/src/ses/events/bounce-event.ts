/** A message came back, or was held back, for some of its recipients. */
export interface BounceEvent {
  eventType: 'Bounce';
  bounce: {
    feedbackId: string;
    bounceType: 'Permanent' | 'Transient' | 'Undetermined';
    bounceSubType: string;
    bouncedRecipients: BouncedRecipient[];
    timestamp: string;
    reportingMTA?: string;
  };
}

interface BouncedRecipient {
  emailAddress: string;
  action?: string;
  status?: string;
  diagnosticCode?: string;
}

export type BounceCause = 'unknown user' | 'suppressed address' | 'on account suppression list' | 'out of office';

interface BounceShape {
  bounceType: 'Permanent' | 'Transient';
  bounceSubType: string;
  /** What the delivery status notification says; an automatic answer has none. */
  notification?: { status: string; diagnosticCode: string };
  reportingMTA?: string;
}

/** What SES says of each cause (AWS documentation: "Bounce types"; the simulator's answers observed). */
const shapes: Record<BounceCause, BounceShape> = {
  'unknown user': {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    notification: { status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
    reportingMTA: 'dsn; a8-70.smtp-out.amazonses.com',
  },
  // Real SES answers General here, not Suppressed (observed); of its text only "suppressed address" is known.
  'suppressed address': {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    notification: { status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 suppressed address' },
    reportingMTA: 'dns; amazonses.com',
  },
  'on account suppression list': {
    bounceType: 'Permanent',
    bounceSubType: 'OnAccountSuppressionList',
    notification: {
      status: '5.1.1',
      diagnosticCode:
        'Amazon SES did not send the message to this address because it is on the suppression list for your account. ' +
        'For more information about removing addresses from the suppression list, see the Amazon SES Developer Guide at ' +
        'https://docs.aws.amazon.com/ses/latest/DeveloperGuide/sending-email-suppression-list.html',
    },
    reportingMTA: 'dns; amazonses.com',
  },
  'out of office': { bounceType: 'Transient', bounceSubType: 'General' },
};

export function bounceEvent(cause: BounceCause, recipients: string[], feedbackId: string, now: number): BounceEvent {
  const { bounceType, bounceSubType, notification, reportingMTA } = shapes[cause];
  return {
    eventType: 'Bounce',
    bounce: {
      feedbackId,
      bounceType,
      bounceSubType,
      bouncedRecipients: recipients.map((emailAddress) => ({
        emailAddress,
        ...(notification && { action: 'failed', ...notification }),
      })),
      timestamp: new Date(now).toISOString(),
      ...(reportingMTA && { reportingMTA }),
    },
  };
}

/** The receiver did not take the message yet. */
export interface DeliveryDelayEvent {
  eventType: 'DeliveryDelay';
  deliveryDelay: {
    timestamp: string;
    delayType: DelayType;
    expirationTime: string;
    delayedRecipients: { emailAddress: string; status: string; diagnosticCode: string }[];
    /** AWS's sample of an IP failure has it, as an IP address. */
    reportingMTA?: string;
  };
}

/** What the receiver says in each case; the types are AWS's, the texts are ours. */
const answers = {
  InternalFailure: { status: '4.3.0', diagnosticCode: 'smtp; 451 4.3.0 internal error' },
  General: { status: '4.0.0', diagnosticCode: 'smtp; 450 4.0.0 temporary failure' },
  MailboxFull: { status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' },
  SpamDetected: { status: '4.7.0', diagnosticCode: 'smtp; 421 4.7.0 deferred due to user complaints' },
  RecipientServerError: { status: '4.3.2', diagnosticCode: 'smtp; 421 4.3.2 service not available' },
  IPFailure: { status: '4.7.1', diagnosticCode: 'smtp; 451 4.7.1 the sending address is blocked' },
  TransientCommunicationFailure: { status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 unable to connect' },
  BYOIPHostNameLookupUnavailable: { status: '4.4.3', diagnosticCode: 'smtp; 451 4.4.3 host name lookup failed' },
  Undetermined: { status: '4.0.0', diagnosticCode: 'smtp; 450 4.0.0 try later' },
  SendingDeferral: { status: '4.7.0', diagnosticCode: 'sending deferred' },
};

export type DelayType = keyof typeof answers;

/** AWS documentation: "Contents of event data that Amazon SES publishes to Amazon SNS", the deliveryDelay object. */
export const delayTypes = Object.keys(answers) as [DelayType, ...DelayType[]];

/** How long SES tries; the most that a configuration set may ask for, while the default is unverified. */
const maxDeliveryMs = 50_400_000;

export function deliveryDelayEvent(
  delayType: DelayType,
  recipients: string[],
  acceptedAt: number,
  now: number,
): DeliveryDelayEvent {
  return {
    eventType: 'DeliveryDelay',
    deliveryDelay: {
      timestamp: new Date(now).toISOString(),
      delayType,
      expirationTime: new Date(acceptedAt + maxDeliveryMs).toISOString(),
      delayedRecipients: recipients.map((emailAddress) => ({ emailAddress, ...answers[delayType] })),
      ...(delayType === 'IPFailure' && { reportingMTA: '127.0.0.1' }),
    },
  };
}

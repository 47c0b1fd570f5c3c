/** A recipient called the message spam, or was held back because of an earlier complaint. */
export interface ComplaintEvent {
  eventType: 'Complaint';
  complaint: {
    feedbackId: string;
    complaintSubType: 'OnAccountSuppressionList' | null;
    complainedRecipients: { emailAddress: string }[];
    timestamp: string;
    /** This and what follows comes from the receiver's report, so a message that was held back has none of it. */
    userAgent?: string;
    complaintFeedbackType?: 'abuse';
    arrivalDate?: string;
  };
}

/** `held`: SES took the message and did not send it to this recipient. */
export function complaintEvent(recipient: string, held: boolean, feedbackId: string, now: number): ComplaintEvent {
  const timestamp = new Date(now).toISOString();
  return {
    eventType: 'Complaint',
    complaint: {
      feedbackId,
      complaintSubType: held ? 'OnAccountSuppressionList' : null,
      complainedRecipients: [{ emailAddress: recipient }],
      timestamp,
      ...(!held && {
        userAgent: 'Amazon SES Mailbox Simulator',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      }),
    },
  };
}

/** A receiver's mail server has taken the message for one recipient. */
export interface DeliveryEvent {
  eventType: 'Delivery';
  delivery: {
    timestamp: string;
    processingTimeMillis: number;
    recipients: string[];
    smtpResponse: string;
    reportingMTA: string;
  };
}

export function deliveryEvent(recipient: string, acceptedAt: number, now: number): DeliveryEvent {
  return {
    eventType: 'Delivery',
    delivery: {
      timestamp: new Date(now).toISOString(),
      processingTimeMillis: now - acceptedAt,
      recipients: [recipient],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a8-70.smtp-out.amazonses.com',
    },
  };
}

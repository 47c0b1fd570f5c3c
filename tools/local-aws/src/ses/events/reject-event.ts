/** SES took a message and found a virus in it (AWS documentation: `Bad content` is the one reason there is). */
export interface RejectEvent {
  eventType: 'Reject';
  reject: { reason: 'Bad content' };
}

export const rejectEvent: RejectEvent = { eventType: 'Reject', reject: { reason: 'Bad content' } };

/** What no bench can measure on a laptop. Each is on the dear side of what is likely. */
export const assumptions = {
  /** Messages in an invocation; a bench counts invocations of a hundred events. */
  eventsInABatch: 100,
  sendsInABatch: 1,
  /** What one ReceiveMessage or DeleteMessageBatch takes at most. */
  messagesInARequest: 10,
  /** Events that are bounces or complaints, and so go to a second topic, queue and function. */
  feedbackShare: 0.05,
  /** That SNS writes to a queue is billed as a request of SQS: unverified. */
  requestsOfDelivery: 1,
  /** Milliseconds that a call of AWS takes, one after the other. */
  callMs: 10,
  /** Memory that has one processor's time: 1,769 MB (Lambda documentation), on a processor like this machine's. */
  gigabytesOfAProcessor: 1_769 / 1_024,
  memoryOfEvents: 0.25,
  memoryOfSends: 0.5,
  /** Lambda's own lines of an invocation, and the access log of a request. */
  logBytesOfAnInvocation: 300,
  logBytesOfARequest: 250,
  /** Bytes of a fact with its copy in the timeline, and what DynamoDB adds to each item. */
  storedBytesOfAnEvent: 2 * (450 + 100),
  monthsKept: 3,
} as const;

/** The `mail` of a record, as SES writes it (AWS documentation: "Contents of event data that Amazon SES publishes to Amazon SNS"). */
export interface SesMail {
  timestamp: string;
  source: string;
  sourceArn: string;
  sendingAccountId: string;
  messageId: string;
  destination: string[];
  headersTruncated: boolean;
  headers: { name: string; value: string }[];
  commonHeaders: { from: string[]; to: string[]; messageId: string; subject: string };
  tags: Record<string, string[]>;
}

/** One event as SES publishes it: beside `mail` a member that is named for the event says what happened. */
export interface SesEventRecord {
  eventType: string;
  mail: SesMail;
  [said: string]: unknown;
}

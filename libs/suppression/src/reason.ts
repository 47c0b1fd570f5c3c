/** Why feedback or the recipient suppressed an address, as a code. What is stored stays readable, so a code is never renamed or reused. */
export const reasonCodes = [
  'general',
  'no-email',
  'suppressed-by-ses',
  'mailbox-full',
  'temporary-failure',
  'undetermined',
  'abuse',
  'auth-failure',
  'fraud',
  'virus',
  'other',
  'unknown-report',
  'no-report',
  'unsubscribed',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

export type Reason = {
  code: ReasonCode;
  /** The enhanced status code the receiving server gave, such as `5.1.1` (RFC 3463). */
  status?: string;
};

const pattern = /^\[([a-z-]+)(?::([245]\.[0-9]{1,3}\.[0-9]{1,3}))?\]$/;

/** A reason as a part of a mark, such as `[no-email:5.1.1]`. */
export function reasonText({ code, status }: Reason): string {
  return status === undefined ? `[${code}]` : `[${code}:${status}]`;
}

/** The reason a text stands for; `undefined` for one that a later version wrote. */
export function reasonOfText(text: string): Reason | undefined {
  const [, name, status] = pattern.exec(text) ?? [];
  const code = reasonCodes.find((known) => known === name);
  return code && { code, ...(status !== undefined && { status }) };
}

/** One mailbox as a person or a program wrote it, taken apart. */
export type Mailbox = {
  /** `localPart@domain`: the local part as written, the domain lower-cased and in ASCII (IDNA). */
  address: string;
  localPart: string;
  domain: string;
  /** Plain text, already free of quotes and escapes. */
  displayName?: string;
};

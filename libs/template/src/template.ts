import type { Connection, Stream } from '@sesame/email';

/** A template without its content, as it stands at one moment. */
export type StoredTemplate = {
  connection: Connection;
  /** A UUIDv7, like the ids of e-mails. */
  id: string;
  name: string;
  /** A second name that callers can send by, unique within the connection. */
  alias?: string | undefined;
  /** Counts changes: a change is written only onto the revision that it was made from. */
  revision: number;
  /** The content that edits replace; it has a number once it has been published. The stream is that of the content. */
  draft: { versionId: string; version?: number | undefined; stream?: Stream | undefined };
  /** What e-mails are made from, if anything is. */
  published?: PublishedVersion | undefined;
  /** The highest number that was given to a version; 0 before the first. */
  lastVersion: number;
  createdAt: Date;
  updatedAt: Date;
};

/** A version that was published: its content never changes any more. Numbers count from 1. */
export type PublishedVersion = {
  version: number;
  versionId: string;
  publishedAt: Date;
  /** Who published it, or rolled back to it: `key` and the key's id, or the ARN of the session that signed. Absent from before this was kept. */
  publishedBy?: string | undefined;
};

/** A variable as its author declared it. `fallback_value` stands in where it is missing; null is none. */
export type TemplateVariable = {
  key: string;
  type: 'string' | 'number' | 'boolean' | 'list' | 'object';
  fallback_value: unknown;
  created_at: string;
  updated_at: string;
};

/** What an e-mail is made from: the sources of its parts, and who it is from unless the e-mail says otherwise. */
export type TemplateContent = {
  subject?: string | undefined;
  html?: string | undefined;
  text?: string | undefined;
  from?: string | undefined;
  replyTo: string[];
  /** The only stream it is sent in, if its author said one. */
  stream?: Stream | undefined;
  variables: TemplateVariable[];
};

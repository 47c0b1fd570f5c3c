import type { NamedPolicy, Principal } from '@sesame/iam';

/** What was handed over when a role's session was made, and stays with it. */
export interface SessionFacts {
  /** Session policies: they limit the session and grant nothing. */
  policies?: NamedPolicy[];
  /** Session tags, each as it was spelled first. */
  tags?: Record<string, string>;
  /** Keys of those tags that go on to the sessions this one assumes. */
  transitiveTagKeys?: string[];
  /** Who is behind the session; it cannot be changed, and goes on likewise. */
  sourceIdentity?: string;
  /** ARN of the provider whose token the session was made for. */
  federatedProvider?: string;
}

/** The session of a role. */
export type SessionPrincipal = Extract<Principal, { type: 'role-session' }> & { session?: SessionFacts };

/**
 * Who calls inside the embedded AWS: the session of a role, a user with keys of his own, a service that hands something on,
 * or, where an operation takes a token in place of a signature, nobody.
 */
export type Caller = SessionPrincipal | Extract<Principal, { type: 'user' | 'service' | 'anonymous' }>;

/** What somebody signs with. Those of a user have no token and do not expire. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Milliseconds since 1970, on the embedded clock; `Infinity` for those of a user. */
  expiresAt: number;
  principal: Caller;
}

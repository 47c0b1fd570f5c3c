import type { IamCaller } from './iam-caller';

/** Who calls: the holder of an API key, or of a role of this account. */
export type KeyHolder = {
  /** Whose data the key reaches; `own` is this account. */
  connection: string;
  /** The id of the key, or the ARN of the role's sessions without the name of the session, which can be a person's. */
  keyId: string;
  /**
   * The ARN of the session or user that signed, where a role calls. It can name a person: for the record of what people do, and
   * never for a log.
   */
  signedBy?: string;
  permission: KeyPermission;
  /** Where there is one, mail may be sent only from this domain (lower-cased, in ASCII) and its subdomains. */
  domain?: string;
  /** Its wish that e-mail be sent once more, and so perhaps twice, where nobody can tell whether it was sent. */
  resendUnconfirmed?: true;
};

/** Who does something, for the record of it: a key by its id, or the session that signed, by its ARN. */
export function actorOf({ keyId, signedBy }: Pick<KeyHolder, 'keyId' | 'signedBy'>): string {
  return signedBy ?? `key ${keyId}`;
}

/** What a key may do: everything, or send e-mail and nothing else. */
export type KeyPermission = 'full_access' | 'sending_access';

/**
 * Finds out who sends a request, from its headers (their names in lower case) and, on a route with AWS_IAM, from who signed it.
 * @throws ApiError when the caller may not go on
 */
export type Authenticate<Holder = KeyHolder> = (headers: Record<string, string>, caller?: IamCaller) => Promise<Holder>;

/** For a route that anybody may call: its request has no holder. */
export const publicRoute: Authenticate<undefined> = () => Promise.resolve(undefined);

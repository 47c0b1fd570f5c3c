import * as z from 'zod';
import { AwsError } from '../aws-error';
import type { Caller } from '../caller';

/** AWS documentation, "IAM and AWS STS quotas": session tags. */
export const sessionTags = z
  .array(
    z.strictObject({
      Key: z.string().regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u),
      Value: z.string().regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u),
    }),
  )
  .max(50)
  .default([]);
export const transitiveTagKeys = z.array(z.string().min(1).max(128)).max(50).default([]);

/** Tags that a session is made with: those asked for, and those that the session of the caller hands on. */
export interface SessionTags {
  requested: Record<string, string>;
  inherited: Record<string, string>;
  /** Keys of those that the new session hands on. */
  transitiveKeys: string[];
}

/** Throws AWS's refusal of tags that contradict one another; the texts are AWS's, as far as known. */
export function readSessionTags(
  { Tags, TransitiveTagKeys }: { Tags: z.infer<typeof sessionTags>; TransitiveTagKeys: string[] },
  caller: Caller,
): SessionTags {
  const requested = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  const keys = new Set(Tags.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < Tags.length)
    throw refused('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if (TransitiveTagKeys.some((key) => !keys.has(key.toLowerCase())))
    throw refused('The specified transitive tag key must be included in the requested tags.');
  const inherited = handedOn(caller);
  if (Object.keys(inherited).some((key) => keys.has(key.toLowerCase())))
    throw refused(
      "One of the specified tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  return { requested, inherited, transitiveKeys: [...Object.keys(inherited), ...TransitiveTagKeys] };
}

function handedOn(caller: Caller): Record<string, string> {
  const { tags = {}, transitiveTagKeys: keys = [] } = (caller.type === 'role-session' && caller.session) || {};
  const handed = new Set(keys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => handed.has(key.toLowerCase())));
}

/**
 * Tags that a token or response brings along, as the limits of session tags allow; throws `InvalidIdentityToken` otherwise,
 * which is our reading, since AWS does not say how it refuses them.
 */
export function federatedTags({
  tags,
  transitiveTagKeys: transitive,
}: {
  tags: Record<string, string>;
  transitiveTagKeys: string[];
}): { tags: Record<string, string>; transitiveTagKeys: string[] } {
  const parsed = sessionTags.safeParse(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
  if (!parsed.success) throw new AwsError('InvalidIdentityToken', z.prettifyError(parsed.error));
  const keys = new Set(Object.keys(tags).map((key) => key.toLowerCase()));
  if (keys.size < parsed.data.length)
    throw new AwsError('InvalidIdentityToken', 'Keys of session tags are the same whatever their case.');
  if (transitive.some((key) => !keys.has(key.toLowerCase())))
    throw new AwsError('InvalidIdentityToken', 'A transitive key is the key of a tag that is given.');
  return { tags, transitiveTagKeys: transitive };
}

/** The condition keys of tags in a request. */
export function tagContext({ requested }: SessionTags, transitiveKeys: string[]): Record<string, string | string[]> {
  const keys = Object.keys(requested);
  return {
    ...Object.fromEntries(Object.entries(requested).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(keys.length > 0 && { 'aws:TagKeys': keys }),
    ...(transitiveKeys.length > 0 && { 'sts:TransitiveTagKeys': transitiveKeys }),
  };
}

function refused(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

import { AwsError } from '../../aws-error';

/** Tags of a message by name, each with its values, as event records carry them. */
export type EmailTags = Record<string, string[]>;

/**
 * Reads the tags of a request, or refuses them in SES's words. That SES takes 50 at most, and the two texts about
 * values that repeat those about names, are unverified.
 */
export function readEmailTags(tags: { Name: string; Value: string }[]): EmailTags {
  if (tags.length > 50) refuse('The number of tags cannot exceed 50.');
  const read = new Map<string, string[]>();
  for (const { Name: name, Value: value } of tags) {
    if (!name) refuse('The tag name must be specified.');
    if (!value) refuse('The tag value must be specified.');
    if (name.length > 255) refuse('Tag name cannot exceed 255 characters.');
    if (value.length > 255) refuse('Tag value cannot exceed 255 characters.');
    if (!/^[A-Za-z0-9_-]+$/.test(name)) {
      refuse(`Invalid tag name <${name}>: only alphanumeric ASCII characters, '_',  '-' are allowed.`);
    }
    if (!/^[A-Za-z0-9_.@-]+$/.test(value)) {
      refuse(`Invalid tag value <${value}>: only alphanumeric ASCII characters, '_',  '-' , '.', '@' are allowed.`);
    }
    read.set(name, [...(read.get(name) ?? []), value]);
  }
  return Object.fromEntries(read);
}

function refuse(message: string): never {
  throw new AwsError('BadRequestException', message);
}

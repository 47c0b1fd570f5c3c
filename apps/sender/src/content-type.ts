import type { Refusal } from '@sesame/email';
import { extensionOf } from './file-name';

/** AWS documentation: SES API v2, Attachment. */
const mostCharacters = 78;
const token = "[A-Za-z0-9!#$&^_.+'*~-]+";
const mediaType = new RegExp(`^${token}/${token}(; ?${token}=(${token}|"[ !#-[\\]-~]*"))*$`);

/** The types of files that are attached most; anything else can be said in `content_type`. */
const byExtension = new Map([
  ['csv', 'text/csv'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['gif', 'image/gif'],
  ['html', 'text/html'],
  ['ics', 'text/calendar'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['json', 'application/json'],
  ['mp3', 'audio/mpeg'],
  ['mp4', 'video/mp4'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['svg', 'image/svg+xml'],
  ['txt', 'text/plain'],
  ['webp', 'image/webp'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['xml', 'application/xml'],
  ['zip', 'application/zip'],
]);

/** Why a file cannot be of this type. A type that is a message or several would have to be read as MIME, not as bytes. */
export function contentTypeProblem(type: string): Refusal | undefined {
  if (type.length > mostCharacters)
    return { reason: 'too_long', sentence: `A content type must have at most ${mostCharacters} characters.` };
  if (!mediaType.test(type))
    return { reason: 'malformed', sentence: 'A content type is written as in application/pdf.' };
  if (/^(multipart|message)\//i.test(type))
    return { reason: 'composite', sentence: 'A file cannot be of a type that has parts; leave the type out.' };
  return undefined;
}

/** The type that a file's name tells, if it tells one. */
export function contentTypeOf(filename: string): string | undefined {
  return byExtension.get(extensionOf(filename));
}

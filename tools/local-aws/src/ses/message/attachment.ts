import * as z from 'zod';
import { AwsError } from '../../aws-error';
import { constraintError } from '../constraint-error';
import { extensionOf, unsupportedExtensions } from './unsupported-extensions';

const dispositions = ['ATTACHMENT', 'INLINE'] as const;
const transferEncodings = ['BASE64', 'QUOTED_PRINTABLE', 'SEVEN_BIT'] as const;

/** An attachment of a SendEmail request. What may be in its strings is checked when it is read, to answer as SES does. */
export const attachmentInput = z.strictObject({
  RawContent: z.base64(),
  FileName: z.string(),
  ContentType: z.string().optional(),
  ContentDisposition: z.string().optional(),
  ContentDescription: z.string().optional(),
  ContentId: z.string().optional(),
  ContentTransferEncoding: z.string().optional(),
});

/** An attachment that SES could take. */
export const attachmentSchema = z.object({
  fileName: z.string(),
  /** In base64. */
  content: z.string(),
  /** As the caller gave it; else the file's extension tells. */
  contentType: z.exactOptional(z.string()),
  disposition: z.enum(dispositions),
  description: z.exactOptional(z.string()),
  contentId: z.exactOptional(z.string()),
  transferEncoding: z.enum(transferEncodings),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/**
 * Reads an attachment, which stands at `member`, or refuses it (AWS documentation: SES API v2, Attachment; "Working with
 * email attachments in SES" for what holds where a member is missing). The texts of the refusals are unverified.
 */
export function readAttachment(given: z.infer<typeof attachmentInput>, member: string): Attachment {
  const { FileName: fileName, RawContent: content } = given;
  const { ContentType: contentType, ContentDescription: description, ContentId: contentId } = given;
  requireLine(fileName, `${member}.fileName`, { shortest: 1, longest: 255 });
  requireLine(contentType, `${member}.contentType`, { shortest: 1, longest: 78 });
  requireLine(description, `${member}.contentDescription`, { shortest: 0, longest: 1000 });
  requireLine(contentId, `${member}.contentId`, { shortest: 1, longest: 78 });
  const extension = extensionOf(fileName);
  if (unsupportedExtensions.has(extension))
    throw new AwsError('BadRequestException', `Unsupported attachment type: files ending in ${extension} are refused.`);

  const transferEncoding = oneOf(
    transferEncodings,
    given.ContentTransferEncoding ?? 'SEVEN_BIT',
    `${member}.contentTransferEncoding`,
  );
  if (transferEncoding === 'SEVEN_BIT') requireSevenBit(content, fileName);
  return {
    fileName,
    content,
    ...(contentType !== undefined && { contentType }),
    disposition: oneOf(dispositions, given.ContentDisposition ?? 'ATTACHMENT', `${member}.contentDisposition`),
    ...(description !== undefined && { description }),
    ...(contentId !== undefined && { contentId }),
    transferEncoding,
  };
}

function oneOf<Value extends string>(values: readonly Value[], given: string, member: string): Value {
  const value = values.find((one) => one === given);
  if (value !== undefined) return value;
  throw constraintError(member, `Member must satisfy enum value set: [${values.join(', ')}]`);
}

/** What SES makes of a control character in a name, a type or a description is not known here: refused instead of guessed. */
function requireLine(text: string | undefined, member: string, length: { shortest: number; longest: number }): void {
  if (text === undefined) return;
  if (text.length < length.shortest || text.length > length.longest)
    throw constraintError(
      member,
      `Member must have length between ${length.shortest} and ${length.longest}, inclusive`,
    );
  if (/\p{Cc}/u.test(text))
    throw new AwsError(
      'BadRequestException',
      `Sesame's embedded AWS: a control character in ${member} is not emulated.`,
    );
}

/**
 * SEVEN_BIT is what SES encodes with unless told otherwise, and sends bytes as they are. What it makes of others than
 * ASCII, or of lines beyond 998, is not known here: refused, because a sender that forgot BASE64 must notice.
 */
function requireSevenBit(content: string, fileName: string): void {
  const bytes = Buffer.from(content, 'base64');
  const longLine = bytes
    .toString('latin1')
    .split('\n')
    .some((line) => line.length > 998);
  if (!longLine && bytes.every((byte) => byte < 0x80 && byte !== 0)) return;
  throw new AwsError(
    'BadRequestException',
    `Sesame's embedded AWS: ${fileName} is no 7-bit text of lines up to 998; set its ContentTransferEncoding to BASE64.`,
  );
}

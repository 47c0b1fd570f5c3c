import type { Refusal } from '@sesame/email';
import * as z from 'zod/mini';
import { readAttachmentUrl } from '../attachment-url';
import { contentTypeOf, contentTypeProblem } from '../content-type';
import { fileNameProblem } from '../file-name';
import { atMost } from './at-most';

const mostAttachments = 50;
/** 1 to 78 characters (AWS documentation: SES API v2, Attachment) that need no quoting in a header or in `cid:`. */
const contentId = /^[A-Za-z0-9!#$%&'*+./=?@^_{|}~-]{1,78}$/;

/** An attachment as it was asked for: its bytes, or where to fetch them. */
export type RequestedAttachment = {
  filename: string;
  contentType?: string | undefined;
  contentId?: string | undefined;
} & ({ content: Uint8Array; path?: undefined } | { path: string; content?: undefined });

const bytes = z.pipe(
  z.string(),
  z.transform((text, context): Uint8Array => {
    const decoded = Buffer.from(text, 'base64');
    if (decoded.length > 0 && decoded.toString('base64') === text) return decoded;
    const message = text === '' ? 'is empty' : 'must be base64 with its padding, and nothing else';
    context.issues.push({ code: 'custom', message, input: '', params: { reason: text === '' ? 'empty' : 'base64' } });
    return z.NEVER;
  }),
);

const checked = (problemOf: (text: string) => Refusal | undefined) =>
  z.string().check((payload) => {
    const problem = problemOf(payload.value);
    if (problem) payload.issues.push(issueOf(problem, payload.value));
  });

const path = checked((text) => {
  const read = readAttachmentUrl(text);
  return read.ok ? undefined : read;
});

const contentIdText = z
  .string()
  .check(z.refine((text) => contentId.test(text), "must be 1 to 78 of letters, digits and !#$%&'*+./=?@^_{|}~-"));
const contentType = checked(contentTypeProblem);

const attachment = z.pipe(
  z.strictObject({
    filename: z
      .optional(checked(fileNameProblem))
      .check(z.describe('May be left out where the path ends in one; SES refuses programs by their extension')),
    content: z.optional(bytes).check(z.describe('The file in base64; this or path')),
    path: z.optional(path).check(z.describe('An https:// URL in the public internet, fetched once; this or content')),
    content_type: z.optional(contentType).check(z.describe('Left out, it follows from the file name')),
    contentType: z.optional(contentType).check(z.describe('The same as content_type; one of them')),
    content_id: z
      .optional(contentIdText)
      .check(z.describe('Makes it an inline image, which the HTML shows as <img src="cid:…">')),
    contentId: z.optional(contentIdText).check(z.describe('The same as content_id; one of them')),
  }),
  z.transform((fields, context): RequestedAttachment => {
    const { content, path } = fields;
    const refuse = (field: string, message: string) => {
      context.issues.push({ code: 'custom', message, input: '', path: [field] });
      return z.NEVER;
    };
    if (fields.content_type !== undefined && fields.contentType !== undefined)
      return refuse('contentType', 'means the same as "content_type": send one of them');
    if (fields.content_id !== undefined && fields.contentId !== undefined)
      return refuse('contentId', 'means the same as "content_id": send one of them');
    if (content && path !== undefined) return refuse('path', 'and "content" exclude each other: send one of them');

    const filename = fields.filename ?? (path === undefined ? '' : lastSegmentOf(path));
    const problem = fileNameProblem(filename);
    if (problem) return refuse('filename', filename === '' ? 'is missing' : problem.sentence);
    const named = {
      filename,
      contentType: fields.content_type ?? fields.contentType ?? contentTypeOf(filename),
      contentId: fields.content_id ?? fields.contentId,
    };
    if (content) return { ...named, content };
    if (path !== undefined) return { ...named, path };
    return refuse('content', 'is missing, and so is "path": send one of them');
  }),
);

/** The field `attachments` of an e-mail: at most 50, within the 5 MB that the request may have. */
export const attachments = atMost(
  mostAttachments,
  z.array(attachment).check(
    z.maxLength(mostAttachments),
    z.refine((all) => {
      const ids = all.flatMap(({ contentId }) => contentId ?? []);
      return new Set(ids).size === ids.length;
    }, 'must have each content_id once'),
  ),
);

function lastSegmentOf(path: string): string {
  const segment = new URL(path).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

function issueOf({ reason, sentence }: Refusal, input: unknown) {
  return { code: 'custom' as const, message: sentence, input, params: { reason } };
}

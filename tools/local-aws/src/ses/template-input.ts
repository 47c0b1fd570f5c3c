import * as z from 'zod';
import { AwsError } from '../aws-error';
import { constraintError } from './constraint-error';
import type { TemplateContent } from './email-templates';
import { renderPart } from './render-part';

/** SES's limit for the HTML and the text of a template together (AWS documentation: Service quotas in Amazon SES). */
const mostBytes = 500 * 1024;

/** The members of a template's content on the wire. */
export const templateContent = z.strictObject({
  Subject: z.string().optional(),
  Html: z.string().optional(),
  Text: z.string().optional(),
});

/** A name that SES takes: 1 to 64 letters, digits, _ and - (the pattern is unverified). */
export function readTemplateName(name: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return name;
  throw constraintError('templateName', 'Member must satisfy regular expression pattern: ^[a-zA-Z0-9_-]{1,64}$');
}

/** The content, if SES would take it. That SES reads the language of a template when it is saved is unverified. */
export function readTemplateContent({ Subject, Html, Text }: z.infer<typeof templateContent>): TemplateContent {
  if (Buffer.byteLength(Html ?? '') + Buffer.byteLength(Text ?? '') > mostBytes)
    throw new AwsError('BadRequestException', 'Template content is larger than the limit of 500 KB.');
  for (const part of [Subject, Html, Text]) renderPart(part ?? '', undefined);
  return { subject: Subject, html: Html, text: Text };
}

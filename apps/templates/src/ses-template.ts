import { GetEmailTemplateCommand, NotFoundException, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { TemplateContent } from '@sesame/template';

/** The name of a version among SES's templates: it never means another content. At most 64 characters, as SES has it. */
export function sesTemplateName(prefix: string, id: string, version: number): string {
  return `${prefix}-${id}-v${version}`;
}

/** The content as SES holds it. */
export function sesContent({ subject, html, text }: TemplateContent) {
  return {
    ...(subject !== undefined && { Subject: subject }),
    ...(html !== undefined && { Html: html }),
    ...(text !== undefined && { Text: text }),
  };
}

/** How a version stands among SES's templates. */
export type SesState = 'in_step' | 'missing' | 'changed';

/** Asks SES, which answers fifty such questions a second (AWS documentation: Service quotas in Amazon SES). */
export async function sesStateOf(
  ses: Pick<SESv2Client, 'send'>,
  TemplateName: string,
  content: TemplateContent,
): Promise<SesState> {
  try {
    const { TemplateContent: held = {} } = await ses.send(new GetEmailTemplateCommand({ TemplateName }));
    const wanted = sesContent(content);
    const parts = ['Subject', 'Html', 'Text'] as const;
    return parts.every((part) => (held[part] ?? '') === (wanted[part] ?? '')) ? 'in_step' : 'changed';
  } catch (error) {
    if (error instanceof NotFoundException) return 'missing';
    throw error;
  }
}

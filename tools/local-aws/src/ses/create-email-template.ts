import * as z from 'zod';
import { operation } from '../operation';
import { onTemplate } from './access';
import type { Ses } from './ses';
import { readTemplateContent, readTemplateName, templateContent } from './template-input';

export const createEmailTemplate = operation<Ses>()({
  name: 'CreateEmailTemplate',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailTemplate.html',
  http: { method: 'POST', path: '/v2/email/templates' },
  input: z.strictObject({ TemplateName: z.string(), TemplateContent: templateContent }),
  access: (_, input) => [onTemplate('ses:CreateEmailTemplate', input.TemplateName)],
  run({ emailTemplates, requestRate, clock }, { TemplateName, TemplateContent }) {
    requestRate('CreateEmailTemplate');
    const name = readTemplateName(TemplateName);
    emailTemplates.create({ name, content: readTemplateContent(TemplateContent), createdAt: clock.now() });
    return {};
  },
});

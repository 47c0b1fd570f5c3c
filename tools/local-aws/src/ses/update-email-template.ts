import * as z from 'zod';
import { operation } from '../operation';
import { onTemplate } from './access';
import type { Ses } from './ses';
import { readTemplateContent, templateContent } from './template-input';

export const updateEmailTemplate = operation<Ses>()({
  name: 'UpdateEmailTemplate',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateEmailTemplate.html',
  http: { method: 'PUT', path: '/v2/email/templates/{TemplateName}' },
  input: z.strictObject({ TemplateName: z.string(), TemplateContent: templateContent }),
  access: (_, input) => [onTemplate('ses:UpdateEmailTemplate', input.TemplateName)],
  run({ emailTemplates, requestRate }, { TemplateName, TemplateContent }) {
    requestRate('UpdateEmailTemplate');
    emailTemplates.update(TemplateName, readTemplateContent(TemplateContent));
    return {};
  },
});

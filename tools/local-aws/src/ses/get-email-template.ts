import * as z from 'zod';
import { arn } from '../account';
import { operation } from '../operation';
import { onTemplate } from './access';
import type { Ses } from './ses';

/** SES answers fifty of these a second, more than anything here asks; so it is not paced. */
export const getEmailTemplate = operation<Ses>()({
  name: 'GetEmailTemplate',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailTemplate.html',
  http: { method: 'GET', path: '/v2/email/templates/{TemplateName}' },
  input: z.strictObject({ TemplateName: z.string() }),
  access: (_, input) => [onTemplate('ses:GetEmailTemplate', input.TemplateName)],
  run({ emailTemplates }, { TemplateName }) {
    const { name, content } = emailTemplates.required(TemplateName);
    return {
      TemplateName: name,
      TemplateArn: arn('ses', `template/${name}`),
      TemplateContent: { Subject: content.subject, Html: content.html, Text: content.text },
      Tags: [],
    };
  },
});

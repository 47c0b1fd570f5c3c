import * as z from 'zod';
import { operation } from '../operation';
import { onTemplate } from './access';
import type { Ses } from './ses';

export const deleteEmailTemplate = operation<Ses>()({
  name: 'DeleteEmailTemplate',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailTemplate.html',
  http: { method: 'DELETE', path: '/v2/email/templates/{TemplateName}' },
  input: z.strictObject({ TemplateName: z.string() }),
  access: (_, input) => [onTemplate('ses:DeleteEmailTemplate', input.TemplateName)],
  run({ emailTemplates, requestRate }, { TemplateName: name }) {
    requestRate('DeleteEmailTemplate');
    emailTemplates.remove(emailTemplates.required(name).name);
    return {};
  },
});

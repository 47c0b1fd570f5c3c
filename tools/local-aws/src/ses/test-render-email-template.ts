import MailComposer from 'nodemailer/lib/mail-composer';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { onTemplate } from './access';
import { boundaryPrefix } from './message/message-headers';
import { renderPart } from './render-part';
import type { Ses } from './ses';

export const testRenderEmailTemplate = operation<Ses>()({
  name: 'TestRenderEmailTemplate',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_TestRenderEmailTemplate.html',
  http: { method: 'POST', path: '/v2/email/templates/{TemplateName}/render' },
  input: z.strictObject({ TemplateName: z.string(), TemplateData: z.string() }),
  access: (_, input) => [onTemplate('ses:TestRenderEmailTemplate', input.TemplateName)],
  async run({ emailTemplates, requestRate, clock }, { TemplateName, TemplateData }) {
    requestRate('TestRenderEmailTemplate');
    const { content } = emailTemplates.required(TemplateName);
    const data = readData(TemplateData);
    const rendered = (part: string | undefined) => part && renderPart(part, data);
    const [subject, text, html] = [rendered(content.subject), rendered(content.text), rendered(content.html)];
    const message = await new MailComposer({
      date: new Date(clock.now()),
      messageId: '<template@email.amazonses.com>',
      ...(subject !== undefined && { subject }),
      ...(text !== undefined && { text }),
      ...(html !== undefined && { html }),
      boundaryPrefix,
      baseBoundary: 'template',
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
    return { RenderedTemplate: message.toString('utf8') };
  },
});

const dataSchema = z.record(z.string(), z.unknown());

function readData(json: string): Record<string, unknown> {
  try {
    return dataSchema.parse(JSON.parse(json));
  } catch {
    throw new AwsError('BadRequestException', 'TemplateData is not valid JSON.');
  }
}

import { GetEmailTemplateCommand, SESv2Client, UpdateEmailTemplateCommand } from '@aws-sdk/client-sesv2';
import { call, shared, timePasses } from './given';
import { clientOfSomebody } from './people';
import { eventually } from './then';

const minute = 60_000;
/** SES takes one change of templates a second, from whoever asks: our function asks too. */
const patiently = { withinMs: 30_000, everyMs: 1_100 };
const welcome = { name: 'Welcome', subject: 'Welcome, {{name}}', html: '<p>Hello {{name}}</p>' };

/** How the versions of a template stand in SES, the newest first. */
async function statesOf(id: string): Promise<{ version: number; state: string; ses_template_name: string }[]> {
  const { status, body } = await call(shared, 'GET', `/templates/${id}/ses`);
  expect(status).toBe(200);
  return body['data'] as { version: number; state: string; ses_template_name: string }[];
}

const becomes = (id: string, states: string[]) =>
  eventually(async () => {
    const found = await statesOf(id);
    expect(found.map(({ state }) => state)).toEqual(states);
    return found;
  }, patiently);

test('SES’s own templates follow what is published, are put right where somebody changed them, and go with the template', async () => {
  const created = await call(shared, 'POST', '/templates', { body: welcome });
  const id = String(created.body['id']);
  const path = `/templates/${id}`;
  await call(shared, 'POST', `${path}/publish`);
  await call(shared, 'PATCH', path, { body: { text: 'Hello {{name}}' } });
  await call(shared, 'POST', `${path}/publish`);
  expect(await statesOf(id)).toMatchObject([
    { version: 2, state: 'missing' },
    { version: 1, state: 'missing' },
  ]);
  await timePasses(shared, minute);
  const [newest] = await becomes(id, ['in_step', 'in_step']);
  const TemplateName = newest?.ses_template_name ?? '';
  const ses = new SESv2Client(await clientOfSomebody(shared, 'ses:GetEmailTemplate', 'ses:UpdateEmailTemplate'));
  const held = await ses.send(new GetEmailTemplateCommand({ TemplateName }));
  expect(held.TemplateContent).toEqual({ Subject: welcome.subject, Html: welcome.html, Text: 'Hello {{name}}' });

  await eventually(
    () => ses.send(new UpdateEmailTemplateCommand({ TemplateName, TemplateContent: { Subject: 'Changed' } })),
    patiently,
  );
  expect(await statesOf(id)).toMatchObject([{ state: 'changed' }, { state: 'in_step' }]);
  expect(await call(shared, 'POST', `${path}/ses`)).toMatchObject({ status: 200, body: { id, versions: 2 } });
  await timePasses(shared, minute);
  await becomes(id, ['in_step', 'in_step']);

  await call(shared, 'DELETE', path);
  await timePasses(shared, minute);
  await eventually(
    () => expect(ses.send(new GetEmailTemplateCommand({ TemplateName }))).rejects.toThrow('does not exist'),
    patiently,
  );
}, 150_000);

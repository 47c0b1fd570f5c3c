import { Resend } from 'resend';
import { key, shared, simulated } from './given';
import { hasStatus, mailTo } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const message = (to: string) => ({ from: 'hello@example.com', to, subject: 'Hello', text: 'Hello there.' });

/** What a call of the client gave; throws what it was told instead. */
async function given<T>(answer: Promise<{ data: T | null; error: { message: string } | null }>): Promise<T> {
  const { data, error } = await answer;
  if (data === null) throw new Error(error?.message ?? 'The client was given nothing.');
  return data;
}

test('a script written for Resend runs unmodified: send with everything, batches, get, list, update, cancel, attachments', async () => {
  const [to, cc, bcc] = [simulated('success'), simulated('success'), simulated('success')];
  const everything = {
    from: 'Sesame <hello@example.com>',
    to: [to],
    cc: [cc],
    bcc,
    replyTo: ['answers@example.com'],
    subject: 'Everything',
    html: '<p>Everything</p>',
    text: 'Everything',
    headers: { 'X-Order': '4711' },
    tags: [{ name: 'kind', value: 'receipt' }],
    attachments: [{ filename: 'receipt.txt', content: Buffer.from('One tea.'), contentType: 'text/plain' }],
  };
  const options = { idempotencyKey: `script/${to}` };
  const { id } = await given(resend.emails.send(everything, options));
  expect(await given(resend.emails.send(everything, options))).toMatchObject({ id });
  await hasStatus(shared, id, 'sent');

  expect(await given(resend.emails.get(id))).toMatchObject({
    ...{ object: 'email', id, to: [to], cc: [cc], bcc: [bcc], reply_to: ['answers@example.com'] },
    ...{ subject: 'Everything', html: '<p>Everything</p>', text: 'Everything' },
    tags: [{ name: 'kind', value: 'receipt' }],
  });
  expect(await mailTo(shared, to)).toHaveLength(1);

  const attachments = await given(resend.emails.attachments.list({ emailId: id }));
  expect(attachments.data).toMatchObject([{ filename: 'receipt.txt', content_type: 'text/plain', size: 8 }]);
  const attachment = { emailId: id, id: attachments.data[0]?.id ?? '' };
  const { download_url: url } = await given(resend.emails.attachments.get(attachment));
  expect(await (await fetch(url)).text()).toBe('One tea.');

  const batch = await given(resend.batch.send([message(simulated('success')), message(simulated('success'))]));
  expect(await resend.batch.send([message(simulated('success')), message('nobody')])).toMatchObject({
    data: null,
    error: { name: 'validation_error' },
  });
  const permissive = await given(
    resend.batch.send([message('nobody'), message(simulated('success'))], { batchValidation: 'permissive' }),
  );
  expect(permissive).toMatchObject({ data: [{ id: expect.any(String) }], errors: [{ index: 0 }] });

  const later = await given(resend.emails.send({ ...message(simulated('success')), scheduledAt: 'in 1 hour' }));
  // An hour after its first time, which was said by the clock that other stories move.
  const { scheduled_at: first } = await given(resend.emails.get(later.id));
  const scheduledAt = new Date(Date.parse(String(first)) + 3_600_000).toISOString();
  expect(await given(resend.emails.update({ id: later.id, scheduledAt }))).toMatchObject({ id: later.id });
  expect(await given(resend.emails.get(later.id))).toMatchObject({ scheduled_at: scheduledAt });
  expect(await given(resend.emails.cancel(later.id))).toMatchObject({ object: 'email', id: later.id });

  const listed = await given(resend.emails.list({ limit: 100 }));
  const ids = [id, ...batch.data.map((one) => one.id), permissive.data[0]?.id, later.id];
  expect(listed.data.map((one) => one.id)).toEqual(expect.arrayContaining(ids));
  expect(listed.data.find((one) => one.id === later.id)).toMatchObject({ last_event: 'canceled' });
});

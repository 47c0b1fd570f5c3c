import { bounces, mailboxFull, someoneWithMail } from './bounced-mail';
import { shared } from './given';
import { decisionsAbout, eventually } from './then';

test('a soft bounce is counted under the role of bounces', async () => {
  const { messageId } = await someoneWithMail(shared);
  await bounces(shared, messageId, mailboxFull);
  await eventually(async () => {
    const decisions = await decisionsAbout(shared, 'bounces');
    const allowed = decisions.filter(({ decision }) => decision === 'allowed').map(({ action }) => action);
    expect(allowed).toEqual(expect.arrayContaining(['dynamodb:PutItem', 'dynamodb:Query']));
  });
});

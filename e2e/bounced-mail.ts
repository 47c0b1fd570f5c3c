import { type Sesame, simulated } from './given';
import { accepted, eventually, mailTo } from './then';

/** What a receiver says of a message that it takes not, or not now. */
export type Said = { bounceType: string; bounceSubType: string; status?: string };

export const mailboxFull: Said = { bounceType: 'Transient', bounceSubType: 'MailboxFull', status: '4.2.2' };

/** Somebody who got a message, and the id that SES gave it. */
export async function someoneWithMail(of: Sesame): Promise<{ address: string; emailId: unknown; messageId: string }> {
  const address = simulated('success');
  const { body } = await accepted(of, address);
  const [mail] = await eventually(async () => {
    const found = await mailTo(of, address);
    expect(found).toHaveLength(1);
    return found;
  });
  return { address, emailId: body['id'], messageId: mail?.id ?? '' };
}

/** The receiver sends a bounce, which SES reports. */
export async function bounces(
  of: Sesame,
  messageId: string,
  said: Said,
): Promise<{ feedbackId: string; timestamp: string }> {
  const response = await fetch(`${of.aws}/_sesame/bounces`, {
    method: 'POST',
    body: JSON.stringify({ messageId, ...said }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { bounce: { feedbackId: string; timestamp: string } }).bounce;
}

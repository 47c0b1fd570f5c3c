import { census } from './census';
import type { ToldEmail } from './sender';

/** A census of e-mails of which this is told, one look after the other. */
async function looks(...told: (Omit<ToldEmail, 'id'> | undefined)[]) {
  const asked: string[] = [];
  const email = async (id: string) => {
    asked.push(id);
    const next = told.shift();
    return next && { id, ...next };
  };
  const taken = census({ email }, 2);
  taken.accepted('a');
  taken.accepted('a');
  const seen: string[] = [];
  for (let left = told.length; left > 0; left--) seen.push((await taken.look()).map(({ status }) => status).join());
  return { seen, asked: asked.length, unrecorded: [...taken.unrecorded] };
}

test('an e-mail that was left without a record is remembered, also when it has failed since', async () => {
  expect(
    await looks({ status: 'sending' }, { status: 'unknown' }, { status: 'failed', error: 'not_confirmed' }),
  ).toEqual({
    seen: ['sending', 'unknown', ''],
    asked: 3,
    unrecorded: ['a'],
  });
});

test('one whose delivery recorded that it does not know was caught by no kill', async () => {
  expect(await looks({ status: 'unknown', error: 'TimeoutError' })).toMatchObject({ unrecorded: [] });
});

test('what is final or not to be found is not looked at again', async () => {
  expect(await looks({ status: 'sent' }, { status: 'unknown' })).toEqual({ seen: ['', ''], asked: 1, unrecorded: [] });
  expect(await looks(undefined, { status: 'unknown' })).toMatchObject({ asked: 1 });
});

import type { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { matchingAddress } from '@sesame/email';
import { log } from '@sesame/lambda';
import type { ShownSuppression } from '@sesame/suppression';
import fc from 'fast-check';
import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import type { Email } from '../email';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { memoryBudget } from './memory-budget';
import { deliverEmail, type DeliverParts } from './deliver-email';
import type { Turn, TurnRequest } from './pacer';

const info = jest.spyOn(log, 'info').mockImplementation();
const warn = jest.spyOn(log, 'warn').mockImplementation();
beforeEach(() => jest.clearAllMocks());

const now = new Date('2026-11-22T12:00:30.000Z');
const latest = new Date('2026-11-22T12:00:42.000Z');
const throttled = Object.assign(new Error('Maximum sending rate exceeded.'), {
  name: 'TooManyRequestsException',
  $metadata: { httpStatusCode: 429 },
});

function setUp(
  email: Email,
  {
    suppressed = [] as string[],
    answer = () => Promise.resolve({ MessageId: '0100' }),
    turns = [] as (Turn | Error)[],
    claimMs = 0,
  } = {},
) {
  let time = now.getTime();
  const emails = emailsInMemory(email);
  const asked: SendEmailCommand[] = [];
  const requests: TurnRequest[] = [];
  let attempts = 0;
  const parts = {
    emails,
    attachments: attachmentsInMemory(),
    memory: memoryBudget(1_000),
    suppressions: {
      suppressedAmong: async (addresses: readonly string[]) => {
        const found = addresses.map(matchingAddress).filter((address) => suppressed.includes(address));
        return new Map(found.map((address) => [address, {} as ShownSuppression]));
      },
    },
    ses: {
      send: (command: SendEmailCommand) => {
        asked.push(command);
        return answer();
      },
    } as DeliverParts['ses'],
    configurationSets: { transactional: 'sesame-test-transactional', marketing: 'sesame-test-marketing' },
    apiUrl: 'https://api.example.com',
    pace: {
      turn: async (request: TurnRequest) => {
        requests.push(request);
        const turn = turns.shift() ?? { at: time };
        if (turn instanceof Error) throw turn;
        return turn;
      },
      writeMs: () => claimMs,
    },
    newAttempt: () => `attempt-${(attempts += 1)}`,
    now: () => new Date(time),
    sleep: async (milliseconds: number) => void (time += milliseconds),
  } satisfies DeliverParts;
  const { claim } = emails;
  emails.claim = (...claimed) => {
    time += claimMs;
    return claim(...claimed);
  };
  return {
    parts,
    asked,
    requests,
    time: () => time,
    deliver: () => deliverEmail(parts)(email, latest),
    state: () => emails.all()[0],
  };
}

test('a queued e-mail is sent, and nothing is to happen to it any more', async () => {
  const { deliver, asked, state } = setUp(anEmail());
  await deliver();

  expect(asked).toHaveLength(1);
  expect(state()).toMatchObject({ status: 'sent', messageId: '0100', attempt: 'attempt-1', due: undefined });
  expect(info.mock.calls).toEqual([['sent', { id: anEmail().id }]]);
});

test.each([
  ['stays where the sweep comes by within a minute', '2026-11-22T12:00:50.000Z', '2026-11-22T12:00:50.000Z'],
  ['is set where it would come by later', '2026-11-22T12:15:00.000Z', '2026-11-22T12:01:30.000Z'],
  ['is set where it would never come by', undefined, '2026-11-22T12:01:30.000Z'],
])('while an e-mail is given to SES, the time at which the sweep looks for it %s', async (_, due, expected) => {
  const { parts, state, deliver } = setUp(anEmail({ due: due === undefined ? due : new Date(due) }));
  parts.ses.send = () => new Promise(() => undefined);
  void deliver();
  await new Promise(setImmediate);

  expect(state()).toMatchObject({ status: 'sending', due: new Date(expected) });
});

test.each(['transactional', 'marketing'] as const)(
  'a %s e-mail goes through its own configuration set',
  async (stream) => {
    const { deliver, asked } = setUp(anEmail({ stream }));
    await deliver();

    expect(asked[0]?.input.ConfigurationSetName).toBe(`sesame-test-${stream}`);
  },
);

test('a message that comes twice sends once', async () => {
  const { deliver, asked } = setUp(anEmail());
  await Promise.all([deliver(), deliver()]);
  await deliver();

  expect(asked).toHaveLength(1);
});

test.each(['held', 'sending', 'sent', 'unknown', 'failed', 'suppressed'] as const)(
  'an e-mail that is %s is left alone',
  async (status) => {
    const email = anEmail({ status });
    const { deliver, asked, state } = setUp(email);
    await deliver();

    expect(asked).toHaveLength(0);
    expect(state()).toEqual(email);
  },
);

test('an e-mail whose recipients were all suppressed since ends as suppressed, and SES is not asked', async () => {
  const { deliver, asked, state } = setUp(anEmail({ to: ['Ada@example.net'] }), { suppressed: ['ada@example.net'] });
  await deliver();

  expect(asked).toHaveLength(0);
  expect(state()).toMatchObject({ status: 'suppressed', suppressed: ['Ada@example.net'], due: undefined });
});

test('who was suppressed at first stays so, who was suppressed since is added, and the rest is sent', async () => {
  const email = anEmail({ to: ['a@x.example', 'b@x.example', 'c@x.example'], suppressed: ['a@x.example'] });
  const { deliver, asked, state } = setUp(email, { suppressed: ['b@x.example'] });
  await deliver();

  expect(asked[0]?.input.Destination?.ToAddresses).toEqual(['c@x.example']);
  expect(state()).toMatchObject({ status: 'sent', suppressed: ['a@x.example', 'b@x.example'] });
});

test('an e-mail that SES would not take now is held, and goes again after it was released', async () => {
  const { deliver, asked, state } = setUp(anEmail(), { answer: () => Promise.reject(throttled) });
  await deliver();

  expect(asked).toHaveLength(1);
  expect(state()).toMatchObject({ status: 'held', heldReason: 'throttled', due: new Date('2026-11-22T12:00:40.000Z') });
  expect(warn.mock.calls).toEqual([['held', { id: anEmail().id, error: 'TooManyRequestsException' }]]);
});

test('a look-up that fails leaves the e-mail queued and SES unasked', async () => {
  const email = anEmail();
  const { parts, asked, state } = setUp(email);
  const failing = { ...parts, suppressions: { suppressedAmong: () => Promise.reject(new Error('no')) } };

  await expect(deliverEmail(failing)(email, latest)).rejects.toThrow('no');
  expect(asked).toHaveLength(0);
  expect(state()).toEqual(email);
});

describe('its turn', () => {
  const after = (milliseconds: number) => ({ at: now.getTime() + milliseconds });

  test('is asked for in recipients that are left, and in its stream', async () => {
    const email = anEmail({ stream: 'marketing', cc: ['b@x.example'], bcc: ['c@x.example'] });
    const { deliver, requests } = setUp(email, { suppressed: ['b@x.example'] });
    await deliver();

    expect(requests).toEqual([{ stream: 'marketing', recipients: 2, latest: latest.getTime() }]);
  });

  test('is waited for, and the claim is made just before it', async () => {
    const { deliver, asked, time, state } = setUp(anEmail(), { turns: [after(5_000)], claimMs: 30 });
    await deliver();

    expect(asked).toHaveLength(1);
    expect(time() - now.getTime()).toBe(5_000);
    expect(state()?.claimedAt).toEqual(new Date(now.getTime() + 4_970));
  });

  test.each(['paced', 'paused', 'quota'] as const)(
    'may not come: it is held as %s, and SES is not asked',
    async (held) => {
      const { deliver, asked, state } = setUp(anEmail(), { turns: [{ held }] });
      await deliver();

      expect(asked).toHaveLength(0);
      expect(state()).toMatchObject({ status: 'held', heldReason: held, attempt: undefined, error: undefined });
      expect(state()?.due?.getTime()).toBeGreaterThan(now.getTime());
      expect(info.mock.calls).toEqual([['held', { id: anEmail().id, reason: held }]]);
    },
  );

  test('is lost when the claim took too long, and another is waited for under the same claim', async () => {
    const { deliver, asked, requests, time, state } = setUp(anEmail(), { turns: [after(0), after(400)], claimMs: 81 });
    await deliver();

    expect({ asked: asked.length, turns: requests.length, sentAfter: time() - now.getTime() }).toEqual({
      asked: 1,
      turns: 2,
      sentAfter: 400,
    });
    expect(state()).toMatchObject({ status: 'sent', attempt: 'attempt-1' });
  });

  test.each([{ held: 'paced' } as const, new Error('away')])(
    'that is lost after the claim, and followed by %j, leaves it held',
    async (second) => {
      const { deliver, asked, state } = setUp(anEmail(), { turns: [after(0), second], claimMs: 81 });
      await deliver();

      expect(asked).toHaveLength(0);
      expect(state()).toMatchObject({ status: 'held', heldReason: 'paced', attempt: undefined });
    },
  );
});

/** Every call a delivery makes, so that each can be where it crashes; `after`: the call was made, and nothing came after. */
type Crash = { call: number; when: 'before' | 'after' } | undefined;

test('SES is asked at most once for an e-mail, wherever deliveries crash and however they interleave', async () => {
  const crash = fc.option(fc.record({ call: fc.nat(6), when: fc.constantFrom('before' as const, 'after' as const) }), {
    nil: undefined,
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(crash, { minLength: 1, maxLength: 4 }), async (scheduler, crashes) => {
      const { parts, asked, state } = setUp(anEmail());

      const runs = crashes.map((crash) => deliverEmail(crashing(parts, crash, scheduler))(anEmail(), latest));
      await scheduler.waitFor(Promise.allSettled(runs));

      expect(asked.length).toBeLessThanOrEqual(1);
      const status = state()?.status;
      if (asked.length === 0) expect(['queued', 'sending']).toContain(status);
      else expect(['sending', 'sent']).toContain(status);
    }),
  );
});

function crashing(parts: DeliverParts, crash: Crash, scheduler: fc.Scheduler): DeliverParts {
  let calls = 0;
  const hasCrashed = () => crash !== undefined && calls > crash.call;
  const step = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    const n = calls++;
    await scheduler.schedule(Promise.resolve());
    if (hasCrashed() && !(n === crash?.call && crash.when === 'after')) throw new Error('crashed');
    const answer = await call();
    if (n === crash?.call) throw new Error('crashed');
    return answer;
  };
  const { emails, suppressions, ses } = parts;
  return {
    ...parts,
    emails: {
      find: (name) => step(() => emails.find(name)),
      claim: (...claim) => step(() => emails.claim(...claim)),
      settle: (...settlement) => step(() => emails.settle(...settlement)),
      changeUnmoved: (...change) => step(() => emails.changeUnmoved(...change)),
    },
    suppressions: { suppressedAmong: (...question) => step(() => suppressions.suppressedAmong(...question)) },
    ses: { send: (command: SendEmailCommand) => step(() => ses.send(command)) } as DeliverParts['ses'],
  };
}

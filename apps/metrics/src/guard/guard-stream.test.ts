import { resumeStream } from '../streams/resume-stream';
import { guardStream } from './guard-stream';
import { guardUnderTest } from './guard.fixture';

const marketing = { connection: 'own', stream: 'marketing' } as const;
const minute = 60_000;
const told = { warned: 'Sesame: sesame-prod-marketing is warned', paused: 'Sesame: sesame-prod-marketing is paused' };
const resumed = 'Sesame: sesame-prod-marketing is resumed';

type World = ReturnType<typeof guardUnderTest>;

const resume = ({ standings, parts }: World) =>
  resumeStream({ standings })({
    holder: { connection: 'own', keyId: '1', permission: 'full_access' },
    pathParameters: { stream: 'marketing' },
    body: { reason: 'The bought list is deleted.' },
    ...{ query: {}, headers: {}, routeKey: 'POST /streams/{stream}/resume', now: parts.now() },
  });

test('a stream that crosses the line is paused with its figures, once, and its neighbour goes on', async () => {
  const world = guardUnderTest();
  world.count('marketing', 1_000, 60);
  world.count('transactional', 1_000, 1);
  for (let run = 0; run < 3; run++) {
    await guardStream(world.parts, marketing);
    await guardStream(world.parts, { ...marketing, stream: 'transactional' });
    world.pass(minute);
  }

  expect([world.isSending('marketing'), world.isSending('transactional')]).toEqual([false, true]);
  expect(world.told).toEqual([told.paused]);
  expect(await world.standings.read('own', 'marketing')).toMatchObject({
    ...{ state: 'paused', by: 'guard', toDo: [] },
    cause: { rate: 'bounce_rate', value: 0.06, threshold: 0.05, recipients: 1_000, events: 60 },
  });
});

test('a warning is told once, ends without a word, and is told again', async () => {
  const world = guardUnderTest();
  for (const bounces of [30, 30, 0, 0, 60]) {
    world.count('marketing', 1_000, bounces);
    await guardStream(world.parts, marketing);
    await guardStream(world.parts, marketing);
    world.pass(minute);
  }
  expect(world.told).toEqual([told.warned, told.warned]);
  expect(world.isSending('marketing')).toBe(true);
});

test('a stream that mails little is judged by a week', async () => {
  const world = guardUnderTest();
  for (let day = 0; day < 6; day++) {
    world.count('marketing', 200, 20);
    expect((await guardStream(world.parts, marketing)).judgement.decision).toBe(
      day < 4 ? 'leave' : day === 4 ? 'pause' : 'leave',
    );
    world.pass(24 * 60 * minute);
  }
});

test('whatever switches a paused configuration set on, it is off after the next run', async () => {
  const world = guardUnderTest();
  world.count('marketing', 1_000, 60);
  await guardStream(world.parts, marketing);
  world.switchOn('marketing');
  await guardStream(world.parts, marketing);

  expect(world.isSending('marketing')).toBe(false);
  expect(world.told).toEqual([told.paused]);
});

test('a person resumes it; what was counted before does not pause it again, and what comes after does', async () => {
  const world = guardUnderTest();
  world.count('marketing', 1_000, 60);
  await guardStream(world.parts, marketing);
  world.pass(10 * minute);
  await resume(world);
  for (let run = 0; run < 5; run++) {
    await guardStream(world.parts, marketing);
    world.pass(minute);
  }
  expect(world.isSending('marketing')).toBe(true);
  expect(world.told).toEqual([told.paused, resumed]);
  expect(await world.standings.read('own', 'marketing')).toMatchObject({
    ...{ state: 'active', by: 'key 1', toDo: [] },
    resumed: { by: 'key 1', reason: 'The bought list is deleted.', cause: { events: 60 } },
  });

  world.count('marketing', 900, 900);
  await guardStream(world.parts, marketing);
  expect(world.isSending('marketing')).toBe(true);
  world.count('marketing', 100, 0);
  await guardStream(world.parts, marketing);
  expect(world.isSending('marketing')).toBe(false);
  expect(await world.standings.read('own', 'marketing')).toMatchObject({ cause: { recipients: 1_000, events: 900 } });
});

test('a configuration set that somebody else switched off is left to them', async () => {
  const world = guardUnderTest();
  await world.parts.setSending('sesame-prod-marketing', false);
  world.count('marketing', 1_000, 0);
  for (let run = 0; run < 3; run++) await guardStream(world.parts, marketing);
  expect(world.isSending('marketing')).toBe(false);
});

test('while nobody knows the rates it neither pauses nor resumes, but carries out what was decided', async () => {
  let isAway = false;
  const world = guardUnderTest((deed) => {
    if (isAway && deed.startsWith('read hours')) throw new Error('The rollups are away');
  });
  world.count('marketing', 1_000, 60);
  isAway = true;
  await expect(guardStream(world.parts, marketing)).rejects.toThrow('The rollups are away');
  expect(world.isSending('marketing')).toBe(true);
  isAway = false;
  await guardStream(world.parts, marketing);
  isAway = true;
  world.switchOn('marketing');
  await expect(guardStream(world.parts, marketing)).rejects.toThrow('The rollups are away');
  expect(world.isSending('marketing')).toBe(false);
});

test('a topic that takes no alert keeps no stream from being paused, and is told later', async () => {
  let isAway = true;
  const world = guardUnderTest((deed) => {
    if (isAway && deed === 'tell') throw new Error('SNS is away');
  });
  world.count('marketing', 1_000, 30);
  expect((await guardStream(world.parts, marketing)).failed).toHaveLength(1);
  world.count('marketing', 1_000, 90);
  expect((await guardStream(world.parts, marketing)).failed).toHaveLength(2);
  expect(world.isSending('marketing')).toBe(false);
  isAway = false;
  expect((await guardStream(world.parts, marketing)).failed).toEqual([]);
  expect(world.told).toEqual([told.paused]);
});

describe('a run that dies', () => {
  /** The calls of a pause and of a resumption, one after the other; the process dies before one of them. */
  const story = async (dieAt: number) => {
    let calls = 0;
    let isDead = false;
    const world = guardUnderTest(() => {
      if (++calls !== dieAt && !isDead) return;
      isDead = true;
      throw new Error('killed');
    });
    const run = async () => {
      isDead = false;
      await guardStream(world.parts, marketing).catch(() => undefined);
      world.pass(minute);
    };
    return { world, run, calls: () => calls };
  };

  test('before any call leaves nothing that the next run does not put right', async () => {
    let deaths = 0;
    for (let dieAt = 1; ; dieAt++) {
      const { world, run, calls } = await story(dieAt);
      world.count('marketing', 1_000, 60);
      for (let runs = 0; runs < 3; runs++) await run();
      expect([dieAt, world.isSending('marketing')]).toEqual([dieAt, false]);
      expect(world.told.length).toBeGreaterThanOrEqual(1);
      await resume(world);
      for (let runs = 0; runs < 5; runs++) await run();
      expect([dieAt, world.isSending('marketing')]).toEqual([dieAt, true]);
      expect(world.told.at(-1)).toBe(resumed);
      expect(await world.standings.read('own', 'marketing')).toMatchObject({ state: 'active', toDo: [] });
      if (calls() < dieAt) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(20);
  });
});

test('two runs at once and a person who resumes between any of their calls end as they should', async () => {
  for (let resumedAfter = 1; resumedAfter <= 12; resumedAfter++) {
    let calls = 0;
    let isResumed = false;
    const world: World = guardUnderTest(async () => {
      calls++;
      await new Promise((resolve) => setImmediate(resolve));
      const isPaused = (await world.standings.read('own', 'marketing')).state === 'paused';
      if (calls < resumedAfter || isResumed || !isPaused) return;
      isResumed = true;
      await resume(world);
    });
    world.count('marketing', 1_000, 60);
    for (let runs = 0; runs < 6; runs++) {
      await Promise.all([guardStream(world.parts, marketing), guardStream(world.parts, marketing)]);
      world.pass(minute);
    }
    expect(isResumed).toBe(true);
    expect([resumedAfter, world.isSending('marketing')]).toEqual([resumedAfter, true]);
    expect(await world.standings.read('own', 'marketing')).toMatchObject({ state: 'active', toDo: [] });
  }
});

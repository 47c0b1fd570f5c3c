import type { Stream } from '@sesame/email';
import { standingsInMemory } from '@sesame/standing';
import type { Counts } from '../counts/counts';
import { periodOf } from '../counts/period';
import type { RollupReader } from '../counts/rollup-reader';
import type { GuardParts } from './guard-stream';
import { limits } from './limits';

const configurationSets = { transactional: 'sesame-prod-transactional', marketing: 'sesame-prod-marketing' };

/** For tests: everything the guard is joined with, in memory; every call goes through `gate`, which may throw. */
export function guardUnderTest(gate: (deed: string) => void | Promise<void> = () => undefined) {
  const standings = standingsInMemory();
  const sending = new Map(Object.values(configurationSets).map((set) => [set, true]));
  const told: string[] = [];
  const counted: { at: Date; stream: Stream; counts: Counts }[] = [];
  let now = new Date('2026-11-22T12:00:30.000Z');

  const rollups: RollupReader = {
    async read(_, interval, periods) {
      await gate(`read ${interval}s`);
      return periods.flatMap((period) =>
        counted
          .filter(({ at }) => periodOf(interval, at) === period)
          .map(({ stream, counts }) => ({
            interval,
            period,
            rollup: new Map([['stream', new Map([[stream, counts]])]]),
          })),
      );
    },
  };
  const parts: GuardParts = {
    rollups,
    standings: {
      read: async (...name) => (await gate('read standing'), standings.read(...name)),
      change: async (...change) => (await gate('change standing'), standings.change(...change)),
    },
    configurationSets,
    limits: limits.parse({
      recipients: 1_000,
      warn: { bounce_rate: 0.02, complaint_rate: 0.0005 },
      pause: { bounce_rate: 0.05, complaint_rate: 0.001 },
    }),
    async setSending(set, enabled) {
      await gate(`switch ${enabled ? 'on' : 'off'}`);
      sending.set(set, enabled);
    },
    async tell({ subject }) {
      await gate('tell');
      told.push(subject);
    },
    now: () => now,
  };
  return {
    parts,
    standings,
    told,
    isSending: (stream: Stream) => sending.get(configurationSets[stream]),
    switchOn: (stream: Stream) => void sending.set(configurationSets[stream], true),
    /** So many recipients of which so many bounced hard, now. */
    count: (stream: Stream, recipients: number, bounces: number) =>
      void counted.push({ at: now, stream, counts: { rated_recipients: recipients, rated_bounces: bounces } }),
    pass: (milliseconds: number) => void (now = new Date(now.getTime() + milliseconds)),
  };
}

import type { Connection, Stream } from '@sesame/email';
import type { Standing } from '@sesame/standing';
import type { RollupReader } from '../counts/rollup-reader';
import { carryOut, type CarryOutParts } from './carry-out';
import { judge, type Judgement } from './judge';
import { readJudgedWindow, type JudgedWindow } from './judged-window';
import type { Limits } from './limits';

export type GuardParts = CarryOutParts & { rollups: RollupReader; limits: Limits };

/** How a stream stands after a run of the guard, what it was judged by, what was decided, and what could not be carried out. */
export type Guarded = { standing: Standing; window: JudgedWindow; judgement: Judgement; failed: unknown[] };

/**
 * Carries out what was decided before, judges a stream by its rates, and carries that out. The decision is a row first, which
 * is changed only as it was read; then SES's switch and the alert follow, and where a run dies in between, the next one goes
 * on. Several runs at once are as good as one.
 * @throws what keeps it from knowing the rates: then the stream stands as it stood
 */
export async function guardStream(
  parts: GuardParts,
  { connection, stream }: { connection: Connection; stream: Stream },
): Promise<Guarded> {
  const { standings, rollups, limits, now } = parts;
  const { standing, failed } = await carryOut(parts, await standings.read(connection, stream));
  const resumedAt = standing.resumed?.at;
  const asked = { connection, stream, resumedAt, now: now(), recipients: limits.recipients };
  const window = await readJudgedWindow(rollups, asked);
  const judgement = judge(standing, window, limits);
  const next = standingAfter(standing, judgement, now());
  const changed = next && (await standings.change(standing, next));
  // Whoever changed it meanwhile knew better, and the next run judges what they made of it.
  if (!changed) return { standing, window, judgement, failed };
  const after = await carryOut(parts, changed);
  return { standing: after.standing, window, judgement, failed: [...failed, ...after.failed] };
}

function standingAfter(standing: Standing, judgement: Judgement, since: Date): Standing | undefined {
  const { cause: _, ...before } = standing;
  const by = 'guard';
  switch (judgement.decision) {
    case 'pause':
      return { ...before, state: 'paused', since, by, cause: judgement.cause, toDo: ['tell'] };
    case 'warn':
      return { ...before, state: 'warned', since, by, cause: judgement.cause, toDo: [...standing.toDo, 'tell'] };
    case 'stop warning':
      return { ...before, state: 'active', since, by };
    case 'leave':
      return undefined;
  }
}

import type { Stream } from '@sesame/email';
import type { Standing, StandingTable, ToDo } from '@sesame/standing';
import { alertOf, type Alert } from './alert-of';

export type CarryOutParts = {
  standings: StandingTable;
  configurationSets: Record<Stream, string>;
  /** SES's own switch. */
  setSending: (configurationSet: string, enabled: boolean) => Promise<void>;
  tell: (alert: Alert) => Promise<void>;
  now: () => Date;
};

/** Longer than any run of the guard: a run that began before a resumption may still switch off what it found paused. */
export const settledAfterMs = 120_000;

/**
 * Has SES and people follow how a stream stands. A pause is carried out in every run, so whatever else switched the
 * configuration set on, such as a deploy of the root stack, it is off again within a minute; a resumption until no run that
 * knew nothing of it can still be going. What fails is still to do, and keeps nothing else from being done.
 */
export async function carryOut(
  parts: CarryOutParts,
  standing: Standing,
): Promise<{ standing: Standing; failed: unknown[] }> {
  const { standings, configurationSets, setSending, tell, now } = parts;
  const { connection, stream, state, since, toDo } = standing;
  const set = configurationSets[stream];
  const isOld = since !== undefined && now().getTime() - since.getTime() >= settledAfterMs;
  const failed: unknown[] = [];
  const isDone = (deed: Promise<void>) =>
    deed.then(
      () => true,
      (error: unknown) => (failed.push(error), false),
    );

  const done = new Set<ToDo>();
  if (state === 'paused') await isDone(setSending(set, false));
  else if (toDo.includes('switch on') && (await isDone(setSending(set, true))) && isOld) done.add('switch on');
  if (toDo.includes('tell') && (await isDone(tell(alertOf(standing, set))))) done.add('tell');

  const left = toDo.filter((deed) => !done.has(deed));
  const noted = left.length < toDo.length ? await standings.change(standing, { ...standing, toDo: left }) : standing;
  return { standing: noted ?? (await standings.read(connection, stream)), failed };
}

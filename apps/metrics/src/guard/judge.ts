import { ratesJudged, type Cause, type Standing } from '@sesame/standing';
import type { Limits } from './limits';
import type { JudgedWindow } from './judged-window';

/** What follows for a stream, and why. `leave`: it stands as it stood. */
export type Judgement =
  | { decision: 'pause' | 'warn'; cause: Cause }
  | { decision: 'stop warning'; why: 'well below the line' }
  | {
      decision: 'leave';
      why: 'a person resumes it' | 'too few recipients' | 'warned' | 'near the line' | 'below the lines';
    };

/** So many have to bounce or complain, since a single person's complaint among a thousand recipients is a tenth of a percent. */
export const fewestEvents = 3;
/** A warning ends below this share of its line, so that a rate on the line does not warn again and again. */
const calmBelow = 0.8;

/** Whether a stream is to be warned or paused, by what was counted. Too little says nothing, for better or worse. */
export function judge(standing: Pick<Standing, 'state'>, window: JudgedWindow, limits: Limits): Judgement {
  if (standing.state === 'paused') return { decision: 'leave', why: 'a person resumes it' };
  if (window.recipients < limits.recipients) return { decision: 'leave', why: 'too few recipients' };

  const pausing = crossed(window, limits.pause);
  if (pausing) return { decision: 'pause', cause: pausing };
  const warning = crossed(window, limits.warn);
  if (warning && standing.state === 'warned') return { decision: 'leave', why: 'warned' };
  if (warning) return { decision: 'warn', cause: warning };
  if (standing.state === 'active') return { decision: 'leave', why: 'below the lines' };
  return ratesJudged.every((rate) => valueOf(window, rate) < calmBelow * limits.warn[rate])
    ? { decision: 'stop warning', why: 'well below the line' }
    : { decision: 'leave', why: 'near the line' };
}

/** Of the rates that crossed their lines the one that did by more. */
function crossed(window: JudgedWindow, lines: Limits['pause']): Cause | undefined {
  const { recipients, hardBounces, complaints, from, to } = window;
  const events = { bounce_rate: hardBounces, complaint_rate: complaints };
  const [worst] = ratesJudged
    .filter((rate) => events[rate] >= fewestEvents && valueOf(window, rate) >= lines[rate])
    .sort((one, other) => valueOf(window, other) / lines[other] - valueOf(window, one) / lines[one]);
  if (!worst) return undefined;
  const value = valueOf(window, worst);
  return { rate: worst, value, threshold: lines[worst], recipients, events: events[worst], from, to };
}

function valueOf(window: JudgedWindow, rate: Cause['rate']): number {
  return window[rate] ?? 0;
}

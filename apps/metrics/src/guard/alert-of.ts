import type { Cause, Standing } from '@sesame/standing';

/** What people are told: a subject of at most 100 ASCII characters, as SNS wants it, and a few sentences. No address, and nothing a person wrote. */
export type Alert = { subject: string; message: string };

/** What there is to say about how a stream stands since its last change. */
export function alertOf(standing: Standing, configurationSet: string): Alert {
  const { stream, state, since, by, cause, resumed } = standing;
  const told = `${configurationSet} is ${state === 'active' ? 'resumed' : state}`;
  const at = `since ${since?.toISOString() ?? 'an unknown time'}`;
  const message = {
    paused: [
      `The ${stream} stream is paused ${at}: ${inWords(cause)}`,
      'SES refuses its mail. What was accepted is held and not lost; new mail is refused with sending_paused. The other stream goes on.',
      `Find out who bounced or complained, and why (GET /metrics, GET /emails/{id}/events). Then resume: POST /streams/${stream}/resume {"reason": "..."} with a key of full access, or signed by the operator's role.`,
    ],
    warned: [
      `The ${stream} stream goes on, with a warning ${at}: ${inWords(cause)}`,
      'It is paused when the rate reaches the next line. Look at GET /metrics?group_by=domain, group_by=template and group_by=tag:<name>.',
    ],
    active: [
      `The ${stream} stream was resumed ${at} by ${withoutSession(by ?? 'somebody')}.`,
      `It had been paused: ${inWords(resumed?.cause)} Who it was, and why, is in GET /streams. Held mail leaves within a few minutes.`,
    ],
  }[state];
  return { subject: `Sesame: ${told}`, message: message.join('\n') };
}

/** The session of a person is often called by an address, and everybody reads an alert: it stands in GET /streams. */
function withoutSession(by: string): string {
  return /^arn:[\w-]+:sts::\d+:assumed-role\/[^/]+/.exec(by)?.[0] ?? (by.startsWith('arn:') ? 'a user of IAM' : by);
}

/** Such as `bounce rate 6.00 %, 60 of 1000 recipients from … to …; the line is 5.00 %.` */
export function inWords(cause: Cause | undefined): string {
  if (!cause) return 'no figures were kept.';
  const { rate, value, threshold, events, recipients, from, to } = cause;
  const name = rate.replace('_', ' ');
  const window = `from ${from.toISOString()} to ${to.toISOString()}`;
  return `${name} ${percent(value)}, ${events} of ${recipients} recipients ${window}; the line is ${percent(threshold)}.`;
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)} %`;
}

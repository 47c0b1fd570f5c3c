import type { Command } from './command';
import type { Explanation } from './explain';
import type { Listed, Outcome } from './redrive';

/** Whether what was asked for was done. */
export function isDone({ kind }: Outcome): boolean {
  return kind === 'listed' || kind === 'moved';
}

/** What was done, for people. Bodies, which hold addresses, only where `show` asks for them. */
export function inWords(outcome: Outcome, { names, show }: Pick<Command, 'names' | 'show'>, now: Date): string {
  switch (outcome.kind) {
    case 'listed':
      return listInWords(outcome, names.deadLetters, show, now);
    case 'moved':
      return [
        `${countOf(outcome.ids)} moved to ${names.source}.`,
        ...(outcome.malformed.length === 0
          ? []
          : [
              `Of these, ${outcome.malformed.length} cannot be read by its function even now, and will come back:`,
              ...outcome.malformed.map((id) => `  ${id}`),
              'Repair such a message with --replace <id> <file>.',
            ]),
      ].join('\n');
    case 'not found':
      return `No message ${outcome.id} lies in ${names.deadLetters}; it may be in somebody else's hands for some minutes.`;
    case 'still malformed':
      return `Nothing was moved: the file cannot be read either. ${explained(outcome.explanation)}`;
  }
}

/** What was done, as one JSON value. */
export function asJson(outcome: Outcome, { names, show }: Pick<Command, 'names' | 'show'>): unknown {
  const { kind, ...told } = outcome;
  const queues = { outcome: kind, queue: names.source, deadLetterQueue: names.deadLetters };
  if (outcome.kind !== 'listed') return { ...queues, ...told };
  const { count, hidden } = outcome;
  const messages = outcome.messages.map(({ body, ...message }) => (show ? { ...message, body } : message));
  return { ...queues, count, hidden, messages };
}

function listInWords(
  { count, hidden, messages }: Extract<Outcome, { kind: 'listed' }>,
  queue: string,
  show: boolean,
  now: Date,
): string {
  const inHands = hidden === 0 ? [] : [`In somebody's hands, for five minutes at most: ${hidden}.`];
  if (messages.length === 0)
    return [`Nothing ${hidden === 0 ? 'lies' : 'is to be seen'} in ${queue}.`, ...inHands].join('\n');
  const more = count > messages.length ? `, of which ${messages.length} are shown` : '';
  return [
    `${count} ${count === 1 ? 'message' : 'messages'} in ${queue}${more}:`,
    '',
    `${'message'.padEnd(36)}  ${'age'.padEnd(8)}  ${'received'.padEnd(8)}  why`,
    ...messages.flatMap((message) => [row(message, now), ...(show ? [`  ${message.body}`] : [])]),
    ...inHands,
    '',
    'Move them back with --move (one with --message <id>), or repair one with --replace <id> <file>.',
  ].join('\n');
}

function row({ id, sentAt, receiveCount, explanation }: Listed, now: Date): string {
  const age = ageInWords(now.getTime() - sentAt.getTime());
  return `${id.padEnd(36)}  ${age.padEnd(8)}  ${String(receiveCount).padEnd(8)}  ${explained(explanation)}`;
}

function explained(explanation: Explanation): string {
  switch (explanation.reason) {
    case 'malformed':
      return `${explanation.where} ${explanation.problem}`;
    case 'readable':
      return 'readable: it failed for another reason, which the log has under the message id';
    case 'not known':
      return 'not known here: this command does not know what reads the queue';
  }
}

/** `12 s`, `5 min`, `3 h`, `2 days`. */
function ageInWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

function countOf(ids: string[]): string {
  return `${ids.length} ${ids.length === 1 ? 'message' : 'messages'}`;
}

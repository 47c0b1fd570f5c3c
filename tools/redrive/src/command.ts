import { parseArgs } from 'node:util';
import { queueNames, type QueueNames } from './queue-names';

/** What a person asks for. Without an `id`, every message is meant. */
export type Action =
  { kind: 'list'; id?: string } | { kind: 'move'; id?: string } | { kind: 'replace'; id: string; file: string };

export interface Command {
  names: QueueNames;
  action: Action;
  region: string;
  /** On the embedded AWS that runs on this machine. */
  local: boolean;
  json: boolean;
  /** Print bodies, which hold addresses. */
  show: boolean;
}

/** The command line says nothing that can be done; the message says what it could say. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm run redrive -- <queue> [options]

  <queue>                  bounces, complaints, send, or the full name of a queue
  (nothing more)           lists what lies in its dead-letter queue, and why
  --move                   moves everything back to the queue
  --message <id>           only this message, to list or to move
  --replace <id> <file>    sends the file's content back in place of this message
  --show                   prints the bodies, too: they hold addresses
  --json                   prints one JSON object
  --local                  on the Sesame that runs on this machine (SESAME_AWS_PORT)
  --stage <stage>          on AWS, in this stage, with the credentials of the environment
  --region <region>        in this region (AWS_REGION, or us-east-1)
`;

const options = {
  move: { type: 'boolean' },
  message: { type: 'string' },
  replace: { type: 'string' },
  show: { type: 'boolean' },
  json: { type: 'boolean' },
  local: { type: 'boolean' },
  stage: { type: 'string' },
  region: { type: 'string' },
} as const;

/** @throws UsageError */
export function readCommand(args: string[], environment: Partial<Record<string, string>>): Command {
  const { values, positionals } = parsed(args);
  const [queue, file, ...more] = positionals;
  if (queue === undefined) throw new UsageError('Say which queue.');
  const { local = false, json = false, show = false, stage = local ? 'local' : undefined } = values;
  if (stage === undefined) throw new UsageError('Say where: --local, or --stage <stage> for AWS.');
  if (local && values.region !== undefined) throw new UsageError('--local has one region; leave --region out.');
  const action = actionOf(values, file);
  if (more.length > 0 || (file !== undefined && action.kind !== 'replace'))
    throw new UsageError('There is one queue at a time.');
  const region = values.region ?? (local ? undefined : environment['AWS_REGION']) ?? 'us-east-1';
  return { names: queueNames(queue, stage), action, region, local, json, show };
}

type Values = ReturnType<typeof parsed>['values'];

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function actionOf({ move = false, message, replace }: Values, file: string | undefined): Action {
  const id = message === undefined ? {} : { id: message };
  if (replace === undefined) return move ? { kind: 'move', ...id } : { kind: 'list', ...id };
  if (move || message !== undefined) throw new UsageError('--replace goes with neither --move nor --message.');
  if (file === undefined) throw new UsageError('--replace wants the id of a message and a file.');
  return { kind: 'replace', id: replace, file };
}

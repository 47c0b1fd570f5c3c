import { parseArgs } from 'node:util';
import type { Range } from './rebuild';

/** What a person asks for. */
export type Command = {
  range: Range;
  stage: string;
  region: string;
  /** On the Sesame that runs on this machine. */
  local: boolean;
};

/** The command line says nothing that can be done; the message says what it could say. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm run rebuild -- <from> <to> [options]

  <from> <to>        days such as 2026-11-22 or times such as 2026-11-22T12:00:00Z, in UTC; <to> is not in it
  --local            on the Sesame that runs on this machine (SESAME_AWS_PORT)
  --stage <stage>    on AWS, in this stage, with the credentials of the environment
  --region <region>  in this region (AWS_REGION, or us-east-1)
`;

const options = { local: { type: 'boolean' }, stage: { type: 'string' }, region: { type: 'string' } } as const;
/** As long as facts are kept, unless a deployment says otherwise; more is more than one would wait for. */
const mostDays = 400;

/** @throws UsageError */
export function readCommand(args: string[], environment: Partial<Record<string, string>>): Command {
  const { values, positionals } = parsed(args);
  const [from, to, ...more] = positionals.map(momentIn);
  if (from === undefined || to === undefined || more.length > 0) throw new UsageError('Say from when to when.');
  if (from >= to) throw new UsageError('<to> must be later than <from>.');
  if (to.getTime() - from.getTime() > mostDays * 86_400_000)
    throw new UsageError(`At most ${mostDays} days at a time.`);
  const { local = false, stage = local ? 'local' : undefined } = values;
  if (stage === undefined) throw new UsageError('Say where: --local, or --stage <stage> for AWS.');
  const region = values.region ?? (local ? undefined : environment['AWS_REGION']) ?? 'us-east-1';
  return { range: { from, to }, stage, region, local };
}

function momentIn(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?Z)?$/.test(text) || Number.isNaN(time.getTime())) {
    throw new UsageError(`${text} is no day and no time in UTC.`);
  }
  return time;
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

import { parsedArgs, placeOf, placeOptions, UsageError } from '../place-options';
import { defaultReadUnits, readUnitsIn } from '../read-units';
import type { Asked } from './exported-fact';
import { hourMs, piecesOf, type Piece } from './piece';

export type Command = {
  /** The days, or parts of them, in order. */
  pieces: Piece[];
  /** Where a file for each is written. */
  folder: string;
  /** The file with the secret that pseudonyms are made with; without one, a secret is made for this run. */
  secretFile: string | undefined;
  asked: Asked;
  readUnits: number;
  local: boolean;
  stage: string;
  region: string;
};

export const usage = `npm run export -- <from> <to> --into <folder> [options]

  <from> <to>        days such as 2026-11-22 or hours such as 2026-11-22T12, in UTC; <to> is not in it
  --into <folder>    where a file a day is written, such as 2026-11-22.ndjson or 2026-11-22T12-18.ndjson
  --secret <file>    makes pseudonyms with the secret in this file, so that they are the same in every export with it
  --tag <name>       exports the values of this tag, too; can be given more than once
  --origins          exports where links lead (scheme, host and port), too
  --read-units <n>   reads at most so many units a second (${defaultReadUnits}, which is 4 MB)
  --local            on the Sesame that runs on this machine (SESAME_AWS_PORT)
  --stage <stage>    on AWS, in this stage, with the credentials of the environment
  --region <region>  in this region (AWS_REGION, or us-east-1)
`;

const options = {
  into: { type: 'string' },
  secret: { type: 'string' },
  tag: { type: 'string', multiple: true },
  origins: { type: 'boolean' },
  'read-units': { type: 'string' },
  ...placeOptions,
} as const;
/** The longest that facts can be kept. */
const mostDays = 3_650;

/** @throws UsageError */
export function readCommand(args: string[], environment: Partial<Record<string, string>>): Command {
  const { values, positionals } = parsedArgs({ args, options, allowPositionals: true, strict: true });
  const [from, to, ...more] = positionals.map(hourIn);
  if (from === undefined || to === undefined || more.length > 0) throw new UsageError('Say from when to when.');
  if (from >= to) throw new UsageError('<to> must be later than <from>.');
  if (to - from > mostDays * 24 * hourMs) throw new UsageError(`At most ${mostDays} days at a time.`);
  const { into, secret, tag = [], origins = false } = values;
  if (into === undefined) throw new UsageError('Say where to write: --into <folder>.');
  return {
    pieces: piecesOf(from, to),
    folder: into,
    secretFile: secret,
    asked: { tags: tag, origins },
    readUnits: readUnitsIn(values['read-units']),
    ...placeOf(values, environment),
  };
}

function hourIn(text: string): number {
  const [, day, hour = '00'] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}))?$/.exec(text) ?? [];
  const time = Date.parse(`${day}T${hour}:00:00.000Z`);
  // A date that there is not, such as the 31st of November, is read as another one.
  if (Number.isNaN(time) || new Date(time).toISOString() !== `${day}T${hour}:00:00.000Z`)
    throw new UsageError(`${text} is no day such as 2026-11-22, and no hour such as 2026-11-22T12, in UTC.`);
  return time;
}

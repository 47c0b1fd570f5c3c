import { parseMailbox } from '@sesame/email';
import { parsedArgs, placeOf, placeOptions, UsageError } from '../place-options';
import { defaultReadUnits, readUnitsIn } from '../read-units';

export type Command = {
  address: string;
  /** Erase; without it, only count. */
  yes: boolean;
  json: boolean;
  /** How many read units a second the search takes at most. */
  readUnits: number;
  local: boolean;
  stage: string;
  region: string;
};

export const usage = `npm run forget -- <address> [options]

  <address>          the person's e-mail address, in any spelling
  (nothing more)     counts what is known of it, and changes nothing
  --yes              erases it
  --read-units <n>   reads at most so many units a second (${defaultReadUnits}, which is 4 MB)
  --json             prints one JSON object
  --local            on the Sesame that runs on this machine (SESAME_AWS_PORT)
  --stage <stage>    on AWS, in this stage, with the credentials of the environment
  --region <region>  in this region (AWS_REGION, or us-east-1)
`;

const options = {
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  'read-units': { type: 'string' },
  ...placeOptions,
} as const;

/** @throws UsageError */
export function readCommand(args: string[], environment: Partial<Record<string, string>>): Command {
  const { values, positionals } = parsedArgs({ args, options, allowPositionals: true, strict: true });
  const [text, ...more] = positionals;
  if (text === undefined) throw new UsageError('Say whom: an e-mail address.');
  if (more.length > 0) throw new UsageError('There is one address at a time.');
  const parsed = parseMailbox(text);
  if (!parsed.ok) throw new UsageError(`That is no address: ${parsed.reason.replaceAll('_', ' ')}.`);
  const { yes = false, json = false } = values;
  const readUnits = readUnitsIn(values['read-units']);
  return { address: parsed.mailbox.address, yes, json, readUnits, ...placeOf(values, environment) };
}

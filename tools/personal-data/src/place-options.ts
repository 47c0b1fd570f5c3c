import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line says nothing that can be done; the message says what it could say. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The options that say where a command does its work. */
export const placeOptions = {
  local: { type: 'boolean' },
  stage: { type: 'string' },
  region: { type: 'string' },
} as const;

/** What `parseArgs` reads, or its refusal as a `UsageError`. */
export function parsedArgs<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type PlaceValues = { local?: boolean | undefined; stage?: string | undefined; region?: string | undefined };

/**
 * Where a command does its work.
 * @throws UsageError when that is not said
 */
export function placeOf(
  { local = false, stage = local ? 'local' : undefined, region }: PlaceValues,
  environment: Partial<Record<string, string>>,
): { local: boolean; stage: string; region: string } {
  if (stage === undefined) throw new UsageError('Say where: --local, or --stage <stage> for AWS.');
  if (local && region !== undefined) throw new UsageError('--local has one region; leave --region out.');
  return { local, stage, region: region ?? (local ? undefined : environment['AWS_REGION']) ?? 'us-east-1' };
}

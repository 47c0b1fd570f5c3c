import { resolve } from 'node:path';
import * as z from 'zod';

const portNumber = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  SESAME_API_PORT: portNumber.default(3000),
  SESAME_AWS_PORT: portNumber.default(4566),
  SESAME_ROLE_API_PORT: portNumber.default(0),
  SESAME_DATA_DIR: z.string().min(1).default('.sesame'),
  SESAME_SES_MAX_SEND_RATE: z.coerce.number().positive().default(50),
  SESAME_SES_MAX_24_HOUR_SEND: z.coerce
    .number()
    .int()
    .min(-1)
    .refine((recipients) => recipients !== 0, 'must be -1 (no limit) or above 0')
    .default(50_000),
  SESAME_DEPLOY: z.enum(['all', 'none']).default('all'),
});

/** How the local Sesame is set up: ports (0 takes any free one), the folder that keeps its data, and what is deployed at the start. */
export interface LocalSettings {
  apiPort: number;
  awsPort: number;
  /** Of the API for callers that hold a role; any free one unless set, since a start is to ask for no third port. */
  roleApiPort: number;
  /** Absolute. */
  dataFolder: string;
  /** Whether the packaged stacks are deployed at the start; `none` leaves that to whoever deploys them one by one. */
  deploy: 'all' | 'none';
  /** What the account's SES takes: recipients a second, and recipients in 24 hours (-1: no limit). */
  sendQuota: { maxSendRate: number; max24HourSend: number };
}

/** Reads the settings from the environment; throws with the variable's name and what it must be. */
export function readSettings(variables: Record<string, string | undefined>): LocalSettings {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The environment does not fit. ${problems.join('; ')}`);
  }
  const {
    SESAME_API_PORT: apiPort,
    SESAME_AWS_PORT: awsPort,
    SESAME_ROLE_API_PORT: roleApiPort,
    SESAME_DATA_DIR: dataFolder,
    SESAME_DEPLOY: deploy,
    SESAME_SES_MAX_SEND_RATE: maxSendRate,
    SESAME_SES_MAX_24_HOUR_SEND: max24HourSend,
  } = parsed.data;
  return {
    ...{ apiPort, awsPort, roleApiPort, dataFolder: resolve(dataFolder), deploy },
    sendQuota: { maxSendRate, max24HourSend },
  };
}

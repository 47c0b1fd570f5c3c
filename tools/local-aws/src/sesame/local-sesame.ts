import { join } from 'node:path';
import { readPackagedFolder } from '../cloudformation/packaged-folder';
import { type EmbeddedAws, startEmbeddedAws } from '../embedded-aws';
import { seedKey } from './seed-key';
import type { LocalSettings } from './settings';

/** The stage that a laptop plays. */
export const stage = 'local';
const names = {
  api: `sesame-${stage}-api`,
  keysTable: `sesame-${stage}-keys`,
  identitiesSync: `sesame-${stage}-identities-sync`,
};
/** The identity that is verified from the start: mail may be sent from every address of it. */
const verifiedIdentity = 'example.com';

export interface LocalSesame {
  apiUrl: string;
  aws: EmbeddedAws;
  stop(): Promise<void>;
}

interface Packages {
  /** Folder that holds `root/` and `apps/<service>/`, each written by `osls package`. */
  folder: string;
  services: string[];
  bootstrapFile: string;
}

/**
 * Starts Sesame on this machine: the embedded AWS, the packaged stacks deployed onto it, the local key and the verified
 * identity. When it returns, identities are in step with SES and the API answers. `said` hears each step with its time.
 */
export async function startLocalSesame(
  { apiPort, awsPort, dataFolder }: LocalSettings,
  { folder, services, bootstrapFile }: Packages,
  said: (step: string) => void,
): Promise<LocalSesame> {
  const aws = await startEmbeddedAws({ dataFolder, port: awsPort, bootstrapFile, rolePrefix: `sesame-${stage}-` });
  try {
    said(`embedded AWS on ${aws.endpoint}, its data in ${dataFolder}`);
    aws.ses.applyIdentity(verifiedIdentity, 'SUCCESS');
    const codeFolder = join(dataFolder, 'code');
    for (const name of ['root', ...services.map((service) => join('apps', service))])
      await aws.cloudFormation.deploy(readPackagedFolder(join(folder, name), codeFolder));
    said(`${services.length + 1} stacks deployed: root, ${services.join(', ')}`);
    await seedKey(aws.dynamoDb, names.keysTable);
    await aws.schedules.fire(names.identitiesSync);
    said(`identities in step with SES: ${verifiedIdentity} is verified`);
    const apiId = aws.httpApis.apiIdOf(names.api);
    if (apiId === undefined) throw new Error(`The root stack has no HTTP API called ${names.api}.`);
    const apiUrl = await aws.httpApis.listen(apiId, apiPort);
    return { apiUrl, aws, stop: () => aws.stop() };
  } catch (error) {
    await aws.stop();
    throw error;
  }
}

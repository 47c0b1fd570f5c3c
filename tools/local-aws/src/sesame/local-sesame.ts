import { join } from 'node:path';
import { readPackagedFolder } from '../cloudformation/packaged-folder';
import { codeCacheFolder, type EmbeddedAws, startEmbeddedAws } from '../embedded-aws';
import { applyDeployer } from './deployer';
import { seedKey } from './seed-key';
import type { LocalSettings } from './settings';

/** The stage that a laptop plays. */
export const stage = 'local';
const names = {
  api: `sesame-${stage}-api`,
  roleApi: `sesame-${stage}-role-api`,
  deployer: `sesame-${stage}-deployer`,
  rootStack: `sesame-${stage}`,
  keysTable: `sesame-${stage}-keys`,
  identitiesSync: `sesame-${stage}-identities-sync`,
  senderLimits: `sesame-${stage}-sender-limits`,
};
/** Scheduled functions that others wait for: they run as soon as they are deployed, and not first when a period is over. */
const runAtOnce = [names.identitiesSync, names.senderLimits];
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
 * identity. When it returns, identities and sending limits are those of SES and the API answers. `said` hears each step with its time.
 * Told to deploy nothing, it brings back what an earlier run had, and the rest comes as stacks are deployed from outside.
 */
export async function startLocalSesame(
  { apiPort, awsPort, roleApiPort, dataFolder, deploy, sendQuota }: LocalSettings,
  { folder, services, bootstrapFile }: Packages,
  said: (step: string) => void,
): Promise<LocalSesame> {
  const aws = await startEmbeddedAws({
    ...{ dataFolder, port: awsPort, bootstrapFile, sendQuota },
    rolePrefix: `sesame-${stage}-`,
    unaskedDeployer: names.deployer,
  });
  try {
    said(`embedded AWS on ${aws.endpoint}, its data in ${dataFolder}`);
    aws.ses.applyIdentity(verifiedIdentity, 'SUCCESS');
    applyDeployer(aws.roles, names.deployer);
    aws.cloudFormation.onApplied(async (stackName) => {
      const has = (id: string) => aws.cloudFormation.resourcesOf(stackName).some(({ physicalId }) => physicalId === id);
      if (stackName === names.rootStack && has(names.keysTable)) await seedKey(aws.dynamoDb, names.keysTable);
      for (const rule of runAtOnce) if (has(rule)) await aws.schedules.fire(rule);
    });
    if (deploy === 'all') {
      await deployPackages(aws, { folder, services, codeFolder: codeCacheFolder(dataFolder) });
      said(`${services.length + 1} stacks deployed: root, ${services.join(', ')}`);
      said(`identities in step with SES: ${verifiedIdentity} is verified`);
    }
    const { restored, problems } = await aws.cloudFormation.restore();
    if (restored.length > 0) said(`${restored.length} stacks as they were deployed before: ${restored.join(', ')}`);
    for (const problem of problems) said(`not as it was deployed before: ${problem}`);
    const apiUrl = await aws.httpApis.listen(names.api, apiPort);
    said(`callers that hold a role: ${await aws.httpApis.listen(names.roleApi, roleApiPort)}`);
    return { apiUrl, aws, stop: () => aws.stop() };
  } catch (error) {
    await aws.stop();
    throw error;
  }
}

/** What the framework calls the bucket of its artifacts. */
const deploymentBucket = 'ServerlessDeploymentBucket';

/** The artifacts that the framework left in a stack's bucket are of a deploy that this one replaces, so they go: else it would find them unchanged, and deploy nothing. */
async function deployPackages(
  aws: EmbeddedAws,
  { folder, services, codeFolder }: { folder: string; services: string[]; codeFolder: string },
): Promise<void> {
  for (const name of ['root', ...services.map((service) => join('apps', service))]) {
    const { resources } = await aws.cloudFormation.deploy(readPackagedFolder(join(folder, name), codeFolder));
    for (const { logicalId, physicalId } of resources) if (logicalId === deploymentBucket) aws.s3.empty(physicalId);
  }
}

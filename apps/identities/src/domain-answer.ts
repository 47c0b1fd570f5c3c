import { deployCommand, type IdentityEntry } from '@sesame/identity';
import type { DescribedIdentity } from './described-identity';
import { domainRecords, recommendedRecords } from './domain-records';
import { domainStatus } from './domain-status';

/** What of this deployment shows in the answers. */
export type Deployment = {
  /** The region of its SES. */
  region: string;
  /** The identities that its sender may use, their domains in lower case. */
  sendingIdentities: readonly string[];
};

/** A domain as lists show it. `deployed` is ours: whether the deployed sender may use it, and if not, what to run. */
export function domainAnswer(
  { id, name, verificationStatus, createdAt }: Pick<IdentityEntry, 'id' | 'name' | 'verificationStatus' | 'createdAt'>,
  { region, sendingIdentities }: Deployment,
) {
  return {
    id,
    name,
    status: domainStatus(verificationStatus),
    created_at: createdAt.toISOString(),
    region,
    capabilities: { sending: 'enabled', receiving: 'disabled' },
    open_tracking: true,
    click_tracking: true,
    ...(sendingIdentities.includes(name)
      ? { deployed: true }
      : { deployed: false, deploy_command: deployCommand(name, sendingIdentities) }),
  };
}

/** A domain as SES describes it at this moment, with its records. */
export function describedAnswer(
  { id, createdAt }: Pick<IdentityEntry, 'id' | 'createdAt'>,
  described: DescribedIdentity,
  deployment: Deployment,
) {
  return {
    object: 'domain',
    ...domainAnswer({ ...described.identity, id, createdAt }, deployment),
    records: domainRecords(described, deployment.region),
    recommended_records: recommendedRecords(described.identity.name),
  };
}

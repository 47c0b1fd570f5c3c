import { identityName } from '@sesame/identity';
import { environment } from '@sesame/lambda';
import type { Deployment } from './domain-answer';

/** This deployment, from the environment: Lambda's own region, and the identities its sender was deployed with. */
export function deploymentFromEnvironment(): Deployment {
  const { AWS_REGION: region, SENDING_IDENTITIES } = environment(['AWS_REGION', 'SENDING_IDENTITIES']);
  return { region, sendingIdentities: SENDING_IDENTITIES.split(',').map((name) => identityName(name.trim())) };
}

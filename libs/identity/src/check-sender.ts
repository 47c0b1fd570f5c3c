import type { Mailbox } from '@sesame/email';
import { candidateIdentities } from './candidate-identities';
import { deployCommand } from './deploy-command';
import { identityName, type Identity } from './identity';
import { notVerified, type NotVerifiedReason } from './not-verified';

export type SenderDecision =
  | { allowed: true; identity: string }
  | { allowed: false; name: 'identity_not_verified'; reason: NotVerifiedReason; message: string }
  | { allowed: false; name: 'identity_not_deployed'; reason: 'not_deployed'; message: string };

export type SenderQuestion = {
  from: Pick<Mailbox, 'address' | 'domain'>;
  /** What is known in SES of the candidates for this sender. */
  identities: readonly Identity[];
  /** The identities that the deployed role may send from. */
  sendingIdentities: readonly string[];
  /** Those among them that a refusal may suggest to whoever asks; all unless given. */
  suggestible?: readonly string[];
};

/**
 * Decides whether mail may be sent from this address: the most specific verified identity must cover it, and be among
 * those this deployment may use, for SES judges the permission by that very identity. One that is not verified does not
 * count. The message of a refusal says what was looked at and what to do.
 */
export function checkSender({
  from,
  identities,
  sendingIdentities,
  suggestible = sendingIdentities,
}: SenderQuestion): SenderDecision {
  const candidates = candidateIdentities(from);
  const known = candidates.flatMap((name) => identities.find((identity) => identity.name === name) ?? []);
  const winner = known.find(({ verified }) => verified);

  if (!winner) {
    return {
      allowed: false,
      name: 'identity_not_verified',
      ...notVerified(from, { candidates, known, suggestible }),
    };
  }
  if (!sendingIdentities.some((name) => identityName(name) === winner.name)) {
    const message = notDeployed(winner.name, sendingIdentities);
    return { allowed: false, name: 'identity_not_deployed', reason: 'not_deployed', message };
  }
  return { allowed: true, identity: winner.name };
}

function notDeployed(identity: string, sendingIdentities: readonly string[]): string {
  return (
    `The identity ${identity} is verified, but this deployment may not send from it. ` +
    `Deploy again with it: ${deployCommand(identity, sendingIdentities)}`
  );
}

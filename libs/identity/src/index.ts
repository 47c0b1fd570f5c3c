export { candidateIdentities } from './candidate-identities';
export { checkSender, type SenderDecision, type SenderQuestion } from './check-sender';
export { domainById, type DomainById } from './domain-by-id';
export { IdentitiesUnknownError } from './identities-unknown-error';
export { identityName, type Identity, type IdentityType } from './identity';
export { identityCopy, type IdentityChanges, type IdentityCopy } from './identity-copy';
export { identityId } from './identity-id';
export { identityTable, type IdentityTable, type IdentityTableParts } from './identity-table';

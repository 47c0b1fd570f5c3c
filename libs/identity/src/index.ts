export { candidateIdentities } from './candidate-identities';
export { checkSender, type SenderDecision, type SenderQuestion } from './check-sender';
export { deployCommand } from './deploy-command';
export { domainTable, type DomainTable, type ListDomainsOptions, type ListedDomains } from './domain-table';
export { IdentitiesUnknownError } from './identities-unknown-error';
export { identityName, type Identity, type IdentityEntry, type IdentityType } from './identity';
export { identityCopy, type IdentityChanges, type IdentityCopy } from './identity-copy';
export { identityId } from './identity-id';
export { identityTable, type IdentityTable, type IdentityTableParts } from './identity-table';

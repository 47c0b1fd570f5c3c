export { authorize } from './authorize';
export { CrossAccountError } from './cross-account-error';
export { MalformedPolicyError } from './malformed-policy-error';
export type * from './types';

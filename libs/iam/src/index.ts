export { authorize } from './authorize';
export { MalformedPolicyError } from './malformed-policy-error';
export { principalName } from './principal-name';
export type * from './types';

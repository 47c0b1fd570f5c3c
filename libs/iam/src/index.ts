export { authorize } from './authorize';
export { MalformedPolicyError } from './malformed-policy-error';
export { checkPolicy } from './policy';
export { principalName } from './principal-name';
export type * from './types';

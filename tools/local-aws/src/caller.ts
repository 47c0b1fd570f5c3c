import type { Principal } from '@sesame/iam';

/** Who calls inside the embedded AWS: the session of a role, or a service that hands something on. */
export type Caller = Extract<Principal, { type: 'role-session' | 'service' }>;

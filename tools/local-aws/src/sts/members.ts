import * as z from 'zod';

/** Members that the operations of STS have in common; their limits are those of AWS's API reference. */
export const roleArnMember = z.string().min(20).max(2048);
export const roleSessionName = z.string().regex(/^[\w+=,.@-]{2,64}$/);
export const sourceIdentity = z.string().regex(/^(?!aws:)[\w+=,.@-]{2,64}$/);
export const durationSeconds = z.coerce.number().int().min(900).max(43_200).default(3600);

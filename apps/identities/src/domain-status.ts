/** How far a domain is, in the words of the `resend` client. */
export const domainStatuses = ['not_started', 'pending', 'verified', 'failed', 'partially_failed'] as const;
export type DomainStatus = (typeof domainStatuses)[number];

/** How far one DNS record is, in the words of the `resend` client. */
export const recordStatuses = ['not_started', 'pending', 'verified', 'failed', 'temporary_failure'] as const;
export type RecordStatus = (typeof recordStatuses)[number];

const statusOfSes: Record<string, RecordStatus> = {
  NOT_STARTED: 'not_started',
  PENDING: 'pending',
  SUCCESS: 'verified',
  FAILED: 'failed',
  TEMPORARY_FAILURE: 'temporary_failure',
};

/** SES's word for a record in the client's; one that is not known yet counts as pending. */
export function recordStatus(sesStatus: string | undefined): RecordStatus {
  return statusOfSes[sesStatus ?? 'NOT_STARTED'] ?? 'pending';
}

/**
 * SES's word for a domain in the client's, which has no temporary failure for a whole domain: mail still goes out then,
 * while something is failing.
 */
export function domainStatus(sesStatus: string): DomainStatus {
  const status = recordStatus(sesStatus);
  return status === 'temporary_failure' ? 'partially_failed' : status;
}

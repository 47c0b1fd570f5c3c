/** It is not known which identities are verified, which is another thing than that none is. Try again later. */
export class IdentitiesUnknownError extends Error {
  constructor(
    readonly because: 'never-synced' | 'stale' | 'not-read',
    /** When it is worth trying again. */
    readonly retryAfterSeconds: number,
  ) {
    super(`It is not known which identities are verified: ${because}`);
    this.name = 'IdentitiesUnknownError';
  }
}

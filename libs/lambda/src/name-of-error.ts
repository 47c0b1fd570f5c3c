/**
 * What an error is called, for the log: its name, or for an error of the operating system its code, such as ECONNRESET.
 * Never its message, which may hold what somebody wrote.
 */
export function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.name === 'Error' && 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

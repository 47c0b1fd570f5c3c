/**
 * Where a message is malformed, for the log: the path that a `MalformedEventError` tells, such as
 * `Message.bounce.timestamp`. It is made of the names of fields, and never holds a value; of other errors nothing is told.
 */
export function placeOfError(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'MalformedEventError' || !('where' in error)) return undefined;
  return typeof error.where === 'string' ? error.where : undefined;
}

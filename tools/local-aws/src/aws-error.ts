/** An error as AWS answers it. The protocol decides how it looks on the wire; `code` is AWS's exact name for it. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly statusCode = 400,
    /** Members of the error beside its message, such as `CancellationReasons`. */
    readonly members: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = code;
  }
}

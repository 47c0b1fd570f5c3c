import type * as z from 'zod/mini';

/**
 * A message that is no event of SES as documented. It says where (a path, such as
 * `Message.bounce.bouncedRecipients[0].emailAddress`) and what was expected there, and never what was found: values of an
 * event are personal data.
 */
export class MalformedEventError extends Error {
  override readonly name = 'MalformedEventError';

  constructor(
    readonly where: string,
    problem: string,
    options?: { cause: unknown },
  ) {
    super(`${where} ${problem}`, options);
  }

  /** For what a schema refused, at the first place where it did. */
  static ofIssues(root: string, error: z.core.$ZodError): MalformedEventError {
    const [issue] = error.issues;
    const where = pathName(root, issue?.path ?? []);
    const problem = issue?.code === 'invalid_type' ? `is not of type ${issue.expected}` : 'is not as documented';
    return new MalformedEventError(where, problem, { cause: error });
  }
}

function pathName(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}.${String(part)}`),
    root,
  );
}

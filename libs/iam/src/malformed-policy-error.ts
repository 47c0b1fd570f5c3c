/** What is wrong, said where it is found; `readPolicy` adds where in the policy that is. */
export class PolicyProblem extends Error {}

/**
 * A policy that AWS would refuse, or that this model cannot read. It is thrown, because such a policy must never
 * allow.
 */
export class MalformedPolicyError extends Error {
  override readonly name = 'MalformedPolicyError';

  constructor(
    readonly policy: string,
    /** The place of the statement in the policy, from 0; absent when the document itself is wrong. */
    readonly statement: number | undefined,
    readonly problem: string,
  ) {
    super(`policy ${policy}${statement === undefined ? '' : `, statement ${statement}`}: ${problem}`);
  }
}

import type * as z from 'zod';

/** What a schema found, one sentence each, led by the place below `root`: `Properties.RedrivePolicy.maxReceiveCount: …`. */
export function schemaProblems(error: z.ZodError, root: string): string[] {
  return error.issues.flatMap((issue) => problemsOf(issue, root));
}

function problemsOf(issue: z.core.$ZodIssue, root: string): string[] {
  const place = root + issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${place}.${key} is not emulated`);
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((one, other) => depth(other) - depth(one))[0];
    if (closest && depth(closest) > 0) return closest.flatMap((inner) => problemsOf(inner, place));
  }
  return [`${place}: ${issue.message}`];
}

/** How far into the value an alternative of a union got before it failed; the furthest is the one that was meant. */
function depth(issues: z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));
}

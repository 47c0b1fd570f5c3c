import type { DeclaredVariable } from './declared-variable';
import type { Template } from './template';
import type { VariableProblem } from './variable-problem';

/** The variable that Sesame fills, with where the recipient of that very e-mail unsubscribes. Nobody declares or gives it. */
export const unsubscribeVariable = 'unsubscribe_url';

/** What stands in for it where there is no e-mail: in a preview. */
export const sampleUnsubscribeUrl = 'https://mail.example.com/unsubscribe/preview';

export function usesUnsubscribeUrl({ variables }: Template): boolean {
  return variables.some(({ name }) => name === unsubscribeVariable);
}

/** Why no e-mail could be made with the link: it is declared, or used as something that it is not. */
export function unsubscribeUrlProblems(
  { variables }: Template,
  declared: readonly DeclaredVariable[],
): VariableProblem[] {
  const problem = (sentence: string) => ({ path: unsubscribeVariable, reason: 'reserved' as const, sentence });
  const used = variables.find(({ name }) => name === unsubscribeVariable);
  return [
    ...(declared.some(({ key }) => key === unsubscribeVariable)
      ? [problem(`${unsubscribeVariable} is filled in by Sesame, and is not declared; leave it out.`)]
      : []),
    ...(used?.kind === 'list' || used?.kind === 'object'
      ? [problem(`${unsubscribeVariable} is a link that Sesame fills in, and has nothing in it to go through.`)]
      : []),
  ];
}

import { PolicyProblem } from '../malformed-policy-error';
import { compileTemplate, hasPlaceholders } from '../policy-variable';
import { compilePattern, matchesPattern, type Run } from '../wildcard';
import { negatedOperator, operator, type Operator } from './operator';

const isArn = (text: string): boolean => text.startsWith('arn:') && text.split(':').length >= 6;

function compile(runs: Run[]): ((arn: string) => boolean) | undefined {
  const [first] = runs;
  if (runs.length === 1 && first?.wildcards && first.text === '*') return () => true;
  const pattern = compilePattern(runs, 'arn');
  const parts = runs
    .map((run) => run.text)
    .join('')
    .split(':').length;
  return parts < 6 ? undefined : (arn) => matchesPattern(pattern, arn);
}

/**
 * "Each of the six colon-delimited components of the ARN is checked separately", with wildcards in each, so that
 * unlike in `Resource` no `*` runs past a colon. `ArnEquals` and `ArnLike` are the same (AWS documentation: IAM JSON
 * policy elements: Condition operators). A value that is no ARN cannot be compared.
 */
const like: Operator['read'] = (template) => {
  if (!hasPlaceholders(template) && template.source !== '*' && template.source.split(':').length < 6) {
    throw new PolicyProblem(`"${template.source}" is not an ARN`);
  }
  const matcherFor = compileTemplate(template, compile);
  return (got, context) => (isArn(got) ? matcherFor(context)?.(got) : undefined);
};

export const arnOperators: Record<string, Operator> = {
  ArnEquals: operator(like),
  ArnNotEquals: negatedOperator(like),
  ArnLike: operator(like),
  ArnNotLike: negatedOperator(like),
};

import { compileTemplate } from '../policy-variable';
import { compilePattern, matchesPattern, type Run } from '../wildcard';
import { negatedOperator, operator, type Operator } from './operator';

const text = (runs: Run[]): string => runs.map((run) => run.text).join('');

const equals: Operator['read'] = (template) => {
  const wantedFor = compileTemplate(template, text);
  return (got, context) => {
    const wanted = wantedFor(context);
    return wanted === undefined ? undefined : got === wanted;
  };
};

const equalsIgnoreCase: Operator['read'] = (template) => {
  const wantedFor = compileTemplate(template, (runs) => text(runs).toLowerCase());
  return (got, context) => {
    const wanted = wantedFor(context);
    return wanted === undefined ? undefined : got.toLowerCase() === wanted;
  };
};

const like: Operator['read'] = (template) => {
  const patternFor = compileTemplate(template, (runs) => compilePattern(runs, 'text'));
  return (got, context) => {
    const pattern = patternFor(context);
    return pattern === undefined ? undefined : matchesPattern(pattern, got);
  };
};

/** Text, in full or with `*` and `?`. Only `StringLike` and `StringNotLike` know wildcards. */
export const stringOperators: Record<string, Operator> = {
  StringEquals: operator(equals),
  StringNotEquals: negatedOperator(equals),
  StringEqualsIgnoreCase: operator(equalsIgnoreCase),
  StringNotEqualsIgnoreCase: negatedOperator(equalsIgnoreCase),
  StringLike: operator(like),
  StringNotLike: negatedOperator(like),
};

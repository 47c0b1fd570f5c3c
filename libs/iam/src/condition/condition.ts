import { list, record } from '../element';
import { PolicyProblem } from '../malformed-policy-error';
import { readTemplate, type Template } from '../policy-variable';
import type { RequestContext } from '../request-context';
import type { ContextValue } from '../types';
import { not, some, type Verdict } from '../verdict';
import { judgeAbsentKey } from './absent-key';
import { readNull } from './null';
import { readOperatorName, type NamedOperator } from './operator-name';
import { judgeValues } from './quantifier';

/** One operator on one key. All of a statement's tests have to fit. */
export interface ConditionTest {
  operator: string;
  key: string;
  wanted: string[];
  judge: (context: RequestContext) => Verdict;
}

/** Reads `Condition`. Numbers and booleans are read as their text. Throws PolicyProblem. */
export function readCondition(condition: unknown, variables: boolean): ConditionTest[] {
  return Object.entries(record(condition, 'Condition')).flatMap(([operator, keys]) => {
    const tests = Object.entries(record(keys, `Condition ${operator}`));
    if (tests.length === 0) throw new PolicyProblem(`Condition ${operator} names no key`);
    return tests.map(([key, values]) => readTest(operator, key, values, variables));
  });
}

function readTest(operator: string, key: string, values: unknown, variables: boolean): ConditionTest {
  if (!key.includes(':')) throw new PolicyProblem(`"${key}" is not a condition key`);
  const wanted = list(values).map((value) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new PolicyProblem(`Condition ${operator} ${key} has a value that is not text, a number or a boolean`);
  });
  if (wanted.length === 0) throw new PolicyProblem(`Condition ${operator} ${key} has no value`);
  const templates = wanted.map((value) => readTemplate(value, variables));
  const lowerCaseKey = key.toLowerCase();
  const judgeValue = operator === 'Null' ? readNull(templates) : readComparison(readOperatorName(operator), templates);
  return { operator, key, wanted, judge: (context) => judgeValue(context(lowerCaseKey), context) };
}

function readComparison(
  { operator, quantifier, ifExists }: NamedOperator,
  wanted: Template[],
): (value: ContextValue | undefined, context: RequestContext) => Verdict {
  const { negated } = operator;
  const comparisons = wanted.map((template) => operator.read(template));
  const judgeOne = (got: string, context: RequestContext): Verdict => {
    const equal = some(comparisons.map((compare) => verdictOf(compare(got, context), negated)));
    return negated ? not(equal) : equal;
  };
  return (value, context) =>
    value === undefined
      ? judgeAbsentKey(quantifier, ifExists, negated)
      : judgeValues(quantifier, value, (got) => judgeOne(got, context));
}

/**
 * What cannot be compared is not equal, so a positive operator does not match. To conclude from that that a negated
 * one holds would let a statement apply because of something unknown: `StringNotEquals` with a variable that has no
 * value would allow everything. AWS says only that the statement "might be invalid", so for a negated operator it is
 * undecided.
 */
function verdictOf(equal: boolean | undefined, negated: boolean): Verdict {
  if (equal === undefined) return negated ? 'undecided' : 'differs';
  return equal ? 'fits' : 'differs';
}

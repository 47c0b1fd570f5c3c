import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import * as z from 'zod';
import { authorize, MalformedPolicyError, type AuthorizationRequest, type Policies } from './index';
import { OPERATOR_NAMES } from './condition/operator-name';

const statement = z.record(z.string(), z.unknown());
const side = z.enum(['identity', 'resource', 'boundary', 'session', 'service-control', 'resource-control']);
const expected = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('allowed'),
    by: z.enum(['identity', 'resource']),
    /** The Sid of the statement that decides. */
    sid: z.string(),
    /** The Sids of all statements that allow, where there are more. */
    sids: z.array(z.string()).optional(),
    reason: z.string().optional(),
  }),
  z.strictObject({
    decision: z.literal('explicitly-denied'),
    by: side,
    sid: z.string(),
    reason: z.string().optional(),
  }),
  z.strictObject({
    decision: z.literal('implicitly-denied'),
    by: side,
    missing: statement,
    /** By Sid, what was not met. */
    unmet: z.record(z.string(), z.string()),
    reason: z.string().optional(),
  }),
  z.strictObject({
    decision: z.literal('malformed'),
    policy: z.string(),
    statement: z.number().optional(),
    problem: z.string(),
  }),
]);
const caseFile = z.strictObject({
  name: z.string().regex(/^\S+ .*[^.]$/),
  request: z.custom<AuthorizationRequest>(),
  policies: z.custom<Policies>(),
  expected,
});

const folder = join(__dirname, '..', 'cases');
const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .map((path) => ({ path, ...caseFile.parse(JSON.parse(readFileSync(join(folder, path), 'utf8'))) }))
  .map((testCase) => ({ ...testCase, situation: relative(folder, dirname(join(folder, testCase.path))) }));

/** What the model answers, in the terms of a case, with the optional parts that the case speaks of. */
function answer(request: AuthorizationRequest, policies: Policies, wanted: z.infer<typeof expected>): unknown {
  try {
    const decision = authorize(request, policies);
    const reason = 'reason' in wanted ? { reason: decision.reason } : {};
    if (decision.decision === 'implicitly-denied') {
      const unmet = Object.fromEntries(decision.unmet.map(({ sid, condition }) => [sid ?? '', condition]));
      return { decision: decision.decision, by: decision.by, missing: decision.missing, unmet, ...reason };
    }
    const { by, statement } = decision;
    if (decision.decision === 'explicitly-denied') {
      return { decision: decision.decision, by, sid: statement.sid, ...reason };
    }
    const sids = decision.statements.map(({ sid }) => sid);
    return {
      decision: decision.decision,
      by,
      sid: statement.sid,
      ...(sids.length > 1 || 'sids' in wanted ? { sids } : {}),
      ...reason,
    };
  } catch (error) {
    if (!(error instanceof MalformedPolicyError)) throw error;
    const { policy, statement, problem } = error;
    return { decision: 'malformed', policy, ...(statement === undefined ? {} : { statement }), problem };
  }
}

for (const situation of new Set(cases.map((testCase) => testCase.situation))) {
  describe(situation, () => {
    for (const testCase of cases.filter((candidate) => candidate.situation === situation)) {
      test(testCase.name, () => {
        expect(answer(testCase.request, testCase.policies, testCase.expected)).toEqual(testCase.expected);
      });
    }
  });
}

describe('the cases', () => {
  test('have names of their own', () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  test.each([...OPERATOR_NAMES, 'Null'])(
    'show %s holding, failing, and with a key that is absent or a list',
    (operator) => {
      const own = join('conditions', operator.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase());
      const files = cases.filter(({ situation }) => situation === own).map(({ path }) => path.split(sep).at(-1));
      expect(files).toEqual(expect.arrayContaining(['holds.json', 'fails.json', 'absent-key.json', 'list.json']));
    },
  );
});

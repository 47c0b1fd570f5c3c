import { list, record } from './element';
import { MalformedPolicyError, PolicyProblem } from './malformed-policy-error';
import { readStatement, type PolicyKind, type ReadStatement } from './statement';
import type { NamedPolicy, PolicyDocument } from './types';

const VERSIONS = new Set<unknown>([undefined, '2008-10-17', '2012-10-17']);
const ELEMENTS = new Set(['Version', 'Id', 'Statement']);

const read: Record<PolicyKind, WeakMap<PolicyDocument, ReadStatement[]>> = {
  identity: new WeakMap(),
  resource: new WeakMap(),
  trust: new WeakMap(),
  boundary: new WeakMap(),
  session: new WeakMap(),
  'service-control': new WeakMap(),
  'resource-control': new WeakMap(),
};

/**
 * Reads a policy's statements. A document is read once and remembered: to change a policy, replace the object.
 * Throws MalformedPolicyError.
 */
export function readPolicy({ name, document }: NamedPolicy, kind: PolicyKind): ReadStatement[] {
  const known = read[kind].get(document);
  if (known !== undefined) return known;
  const statements = readDocument(document, kind, name);
  read[kind].set(document, statements);
  return statements;
}

function readDocument(document: PolicyDocument, kind: PolicyKind, name: string): ReadStatement[] {
  const { version, rawStatements } = located(name, undefined, () => readFrame(document));
  const statements = rawStatements.map((raw, index) =>
    located(name, index, () => readStatement(raw, kind, version === '2012-10-17')),
  );
  const sids = statements.map(({ sid }) => sid);
  const repeated = sids.findIndex((sid, index) => sid !== undefined && sid !== '' && sids.indexOf(sid) < index);
  if (repeated !== -1) throw new MalformedPolicyError(name, repeated, `Sid "${sids[repeated]}" is not unique`);
  return statements;
}

function readFrame(document: PolicyDocument): { version: unknown; rawStatements: unknown[] } {
  const frame = record(document, 'the document');
  const unknown = Object.keys(frame).find((element) => !ELEMENTS.has(element));
  if (unknown !== undefined) throw new PolicyProblem(`"${unknown}" is not an element of a policy`);
  if (!VERSIONS.has(frame['Version'])) throw new PolicyProblem('Version is neither 2012-10-17 nor 2008-10-17');
  const rawStatements = frame['Statement'] === undefined ? [] : list(frame['Statement']);
  if (rawStatements.length === 0) throw new PolicyProblem('there is no Statement');
  return { version: frame['Version'], rawStatements };
}

function located<T>(policy: string, statement: number | undefined, readPart: () => T): T {
  try {
    return readPart();
  } catch (error) {
    throw error instanceof PolicyProblem ? new MalformedPolicyError(policy, statement, error.message) : error;
  }
}

/** Reads a policy as `authorize` does, and says nothing. Throws MalformedPolicyError where it cannot be read. */
export function checkPolicy(policy: NamedPolicy, kind: PolicyKind): void {
  readPolicy(policy, kind);
}

import { createHash } from 'node:crypto';
import type {
  AuthorizationRequest,
  ContextValue,
  Decision,
  NamedPolicy,
  Policies,
  PolicyDocument,
  Principal,
} from '@sesame/iam';
import type { SessionPrincipal } from '../caller';

/** A policy by the hash of its document. */
export interface PolicyReference {
  name: string;
  hash: string;
}

/** Policies as `libs/iam` takes them, each by its hash. */
export type PolicyReferences = { [Side in keyof Policies]: References<Policies[Side]> };
type References<Given> = Given extends NamedPolicy[][]
  ? PolicyReference[][]
  : Given extends NamedPolicy[]
    ? PolicyReference[]
    : Given extends NamedPolicy
      ? PolicyReference
      : Given;

/** A question that was put to IAM, with everything that is needed to put it again, and what the answer was. */
export interface RecordedQuestion {
  /** What was going on: the name of a story. Absent where nobody said. */
  during?: string;
  /** How often it was put. Questions count as one that differ in times, addresses and keys of items alone; shown is the first. */
  times: number;
  request: AuthorizationRequest;
  policies: PolicyReferences;
  decision: Decision['decision'];
  /** Every statement that allows it, when it is allowed. */
  statements?: { policy: string; index: number; sid?: string }[];
}

/** Every different question that was put to IAM since the start, for a proof that is made of them later. */
export interface Recording {
  record(request: AuthorizationRequest, policies: Policies, decision: Decision): void;
  /** From now on this is going on. */
  during(name: string): void;
  /** In the order in which they were first put. */
  questions(): RecordedQuestion[];
  /** The documents of the policies that the questions name. */
  documents(): Record<string, PolicyDocument>;
}

/** Keys with a value for each item, message or moment: that they are there tells questions apart, and their value does not. */
const valuesWithoutEnd = new Set([
  'aws:CurrentTime',
  'aws:EpochTime',
  'dynamodb:LeadingKeys',
  'ses:FromDisplayName',
  'ses:FeedbackAddress',
  'ses:Recipients',
  'sts:RoleSessionName',
]);

export function createRecording(): Recording {
  const questions = new Map<string, RecordedQuestion>();
  const documents = new Map<string, PolicyDocument>();
  const hashes = new WeakMap<PolicyDocument, string>();
  let during: string | undefined;

  const reference = ({ name, document }: NamedPolicy): PolicyReference => {
    let hash = hashes.get(document);
    if (hash === undefined) {
      hash = createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 16);
      hashes.set(document, hash);
      documents.set(hash, document);
    }
    return { name, hash };
  };
  return {
    record(request, policies, decision) {
      const references = {
        identity: policies.identity.map(reference),
        ...(policies.resource && { resource: reference(policies.resource) }),
        ...(policies.boundary && { boundary: reference(policies.boundary) }),
        ...(policies.session && { session: policies.session.map(reference) }),
        ...(policies.serviceControl && {
          serviceControl: policies.serviceControl.map((level) => level.map(reference)),
        }),
        ...(policies.resourceControl && {
          resourceControl: policies.resourceControl.map((level) => level.map(reference)),
        }),
      };
      const asked = { ...request, principal: withoutSession(request.principal) };
      const { principal, action, resource, context } = asked;
      const told = Object.entries(context).map(([key, value]) => [key, distinction(key, value)]);
      const key = JSON.stringify([during, principal, action, resource, told, references, decision.decision]);
      const known = questions.get(key);
      if (known) known.times += 1;
      else
        questions.set(key, {
          ...(during !== undefined && { during }),
          times: 1,
          request: asked,
          policies: references,
          decision: decision.decision,
          ...('statements' in decision && { statements: decision.statements }),
        });
    },
    during: (name) => void (during = name),
    questions: () => [...questions.values()],
    documents: () => Object.fromEntries(documents),
  };
}

/** What was handed over when the session was made stands in the context and among the policies. */
function withoutSession(principal: Principal | SessionPrincipal): Principal {
  if (!('session' in principal)) return principal;
  const { session: _, ...rest } = principal;
  return rest;
}

/** What of a condition key's value tells one question from another. */
function distinction(key: string, value: ContextValue): ContextValue | boolean {
  if (key === 'ses:FromAddress' && typeof value === 'string') return value.slice(value.lastIndexOf('@'));
  return valuesWithoutEnd.has(key) || value;
}

import { principalName, type Decision } from '@sesame/iam';

/** One decision of IAM, as the door shows it. */
export interface RecordedDecision {
  /** ISO 8601, on the embedded clock. */
  time: string;
  /** ARN of the role session, or the name of the service. */
  principal: string;
  /** Name of the role; absent where a service asked for itself. */
  role?: string;
  action: string;
  resource: string;
  decision: Decision['decision'];
  reason: string;
  /** The statement that decided: `policy` and `sid`, or its place where it has no Sid. */
  statement?: { policy: string; index: number; sid?: string };
  /** Every statement that allows it, when it is allowed. */
  statements?: { policy: string; index: number; sid?: string }[];
  /** When nothing allows it: the statement that would. */
  missing?: unknown;
}

export interface DecisionLog {
  record(time: number, decision: Decision): void;
  /** Oldest first: the latest 20,000, and for every different decision at least its first occurrence. */
  decisions(role?: string): RecordedDecision[];
}

const kept = 20_000;

export function createDecisionLog(): DecisionLog {
  const firsts = new Map<string, RecordedDecision>();
  let latest: RecordedDecision[] = [];

  return {
    record(time, decision) {
      const recorded = asRecorded(time, decision);
      const kind = [
        recorded.role ?? recorded.principal,
        recorded.action,
        recorded.resource,
        recorded.decision,
        recorded.statement?.index,
      ].join('|');
      if (!firsts.has(kind)) firsts.set(kind, recorded);
      latest.push(recorded);
      if (latest.length >= 2 * kept) latest = latest.slice(-kept);
    },
    decisions(role) {
      const shown = latest.slice(-kept);
      const older = [...firsts.values()].filter(
        (first) => shown[0] !== undefined && !shown.includes(first) && first.time <= shown[0].time,
      );
      return [...older, ...shown].filter((decision) => role === undefined || decision.role === role);
    },
  };
}

function asRecorded(time: number, decision: Decision): RecordedDecision {
  const { principal, action, resource, reason } = decision;
  return {
    time: new Date(time).toISOString(),
    principal: principalName(principal),
    ...(principal.type === 'role-session' && { role: principal.roleArn.slice(principal.roleArn.lastIndexOf('/') + 1) }),
    action,
    resource,
    decision: decision.decision,
    reason,
    ...('statement' in decision && { statement: decision.statement }),
    ...('statements' in decision && { statements: decision.statements }),
    ...('missing' in decision && { missing: decision.missing }),
  };
}

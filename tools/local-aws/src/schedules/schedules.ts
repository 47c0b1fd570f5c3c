import { arn } from '../account';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Lambda } from '../lambda/lambda';
import type { Store } from '../store';
import { setAlarm } from './alarm';
import { type AsynchronousInvocation, invokeAsynchronously } from './asynchronous-invocation';
import { openDueTimes } from './due-times';
import { rateMs } from './rate-expression';
import { scheduledEvent } from './scheduled-event';

/** A rule with a schedule. A target's `input` is JSON text that stands in for the scheduled event. */
export interface ScheduleRule {
  name: string;
  scheduleExpression: string;
  enabled: boolean;
  targets: { functionName: string; input?: string }[];
}

/** EventBridge rules with a schedule: `rate(1 minute)`, `rate(5 minutes)`, … on the embedded clock. */
export interface Schedules {
  /** Creates or updates; a new or changed schedule runs first when one period has passed. Throws for what is not `rate(…)`. */
  applyRule(rule: ScheduleRule): { arn: string };
  removeRule(name: string): void;
  /**
   * Invokes one rule's targets at once and waits for them, as the local start does for what must have run before it says
   * ready. Once and without retries; throws if a target failed.
   */
  fire(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds that an overdue rule waits after it was applied: its permission is deployed after it. */
const overdueGraceMs = 1_000;

export function createSchedules({
  clock,
  lambda,
  store,
}: {
  clock: Clock;
  lambda: Pick<Lambda, 'invoke'>;
  store: Store;
}): Schedules {
  const rules = new Map<string, { rule: ScheduleRule; cancelAlarm: () => void }>();
  const dueTimes = openDueTimes(store);
  const stopping = new AbortController();

  function invocations({ name, targets }: ScheduleRule): AsynchronousInvocation[] {
    const ruleArn = arnOf(name);
    return targets.map(({ functionName, input }) => ({
      functionName,
      payload: input === undefined ? scheduledEvent(ruleArn, clock.now()) : (JSON.parse(input) as unknown),
      caller: { by: { type: 'service', service: 'events.amazonaws.com' }, sourceArn: ruleArn },
    }));
  }

  function waitUntil(rule: ScheduleRule, dueAt: number, alarmAt: number): () => void {
    return setAlarm(clock, alarmAt, () => {
      const period = rateMs(rule.scheduleExpression);
      // However many due times an advance passed, the rule runs once: what it does is due, not what it has missed.
      const nextDueAt = dueAt + (Math.floor((clock.now() - dueAt) / period) + 1) * period;
      dueTimes.set(rule.name, rule.scheduleExpression, nextDueAt);
      rules.set(rule.name, { rule, cancelAlarm: waitUntil(rule, nextDueAt, nextDueAt) });
      for (const invocation of invocations(rule))
        void invokeAsynchronously({ lambda, clock, signal: stopping.signal }, invocation);
    });
  }

  return {
    applyRule(rule) {
      const period = rateMs(rule.scheduleExpression);
      for (const { input } of rule.targets) checkInput(input);
      rules.get(rule.name)?.cancelAlarm();
      if (rule.enabled) {
        const dueAt = dueTimes.of(rule.name, rule.scheduleExpression) ?? clock.now() + period;
        dueTimes.set(rule.name, rule.scheduleExpression, dueAt);
        rules.set(rule.name, {
          rule,
          cancelAlarm: waitUntil(rule, dueAt, Math.max(dueAt, clock.now() + overdueGraceMs)),
        });
      } else {
        dueTimes.remove(rule.name);
        rules.set(rule.name, { rule, cancelAlarm: () => {} });
      }
      return { arn: arnOf(rule.name) };
    },

    removeRule(name) {
      rules.get(name)?.cancelAlarm();
      rules.delete(name);
      dueTimes.remove(name);
    },

    async fire(name) {
      const found = rules.get(name);
      if (!found) throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
      await Promise.all(
        invocations(found.rule).map(async ({ functionName, payload, caller }) => {
          const result = await lambda.invoke(functionName, payload, caller);
          if (result.outcome === 'failed')
            throw new Error(`${functionName} failed when rule ${name} ran it: ${result.payload}`);
        }),
      );
    },

    async stop() {
      for (const { cancelAlarm } of rules.values()) cancelAlarm();
      stopping.abort();
    },
  };
}

function arnOf(ruleName: string): string {
  return arn('events', `rule/${ruleName}`);
}

function checkInput(input: string | undefined): void {
  if (input === undefined) return;
  try {
    JSON.parse(input);
  } catch {
    throw new AwsError('ValidationException', 'The input of a target is not valid JSON text.');
  }
}

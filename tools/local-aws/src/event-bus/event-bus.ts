import { account, arn } from '../account';
import type { Authorize } from '../operation';
import type { Sns } from '../sns/sns';
import { type BusEvent, type EventPattern, matchesPattern } from './event-pattern';

export interface EventRule {
  name: string;
  pattern: EventPattern;
  enabled: boolean;
  /** Topics that hear of an event. */
  topicArns: string[];
}

/** The default event bus of EventBridge: rules with a pattern, whose targets are topics. */
export interface EventBus {
  applyRule(rule: EventRule): { arn: string };
  removeRule(name: string): void;
  /** Publishes an event to the topics of every rule that it matches, where the topic's policy lets `events.amazonaws.com`. */
  put(event: BusEvent): void;
}

export function createEventBus({
  sns,
  authorize,
}: {
  sns: Pick<Sns, 'exists' | 'policyOf' | 'publish'>;
  authorize: Authorize;
}): EventBus {
  const rules = new Map<string, EventRule>();

  function mayPublish(ruleName: string, topicArn: string): boolean {
    const decision = authorize(
      { type: 'service', service: 'events.amazonaws.com' },
      {
        action: 'sns:Publish',
        resource: topicArn,
        context: { 'aws:SourceArn': arnOfRule(ruleName), 'aws:SourceAccount': account },
        resourcePolicy: sns.policyOf(topicArn),
      },
    );
    return decision.decision === 'allowed';
  }

  return {
    applyRule(rule) {
      rules.set(rule.name, rule);
      return { arn: arnOfRule(rule.name) };
    },
    removeRule: (name) => void rules.delete(name),
    put(event) {
      for (const { name, pattern, enabled, topicArns } of rules.values()) {
        if (!enabled || !matchesPattern(pattern, event)) continue;
        for (const topicArn of topicArns)
          if (sns.exists(topicArn) && mayPublish(name, topicArn))
            sns.publish(topicArn, { message: JSON.stringify(event) });
      }
    },
  };
}

function arnOfRule(name: string): string {
  return arn('events', `rule/${name}`);
}

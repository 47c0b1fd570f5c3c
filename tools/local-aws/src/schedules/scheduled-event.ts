import { randomUUID } from 'node:crypto';
import { account, region } from '../account';

/** What EventBridge hands to the target of a schedule that has no input of its own. AWS documentation: "Using Lambda with scheduled events". */
export function scheduledEvent(ruleArn: string, now: number) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: `${new Date(now).toISOString().slice(0, 19)}Z`,
    region,
    resources: [ruleArn],
    detail: {},
  };
}

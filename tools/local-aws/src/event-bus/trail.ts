import { randomUUID } from 'node:crypto';
import { account, region } from '../account';
import type { Caller } from '../caller';
import type { Clock } from '../clock';
import type { EventBus } from './event-bus';

/** A call that was made, as CloudTrail would hear of it. */
export interface TrailedCall {
  /** `sts`, and the operation: `AssumeRole`. */
  service: string;
  operation: string;
  input: unknown;
  principal: Caller;
  requestId: string;
  sourceIp: string;
}

/**
 * CloudTrail, as far as EventBridge hears of it: every call of STS that changes something, at once. On AWS that takes seconds to
 * minutes and needs a trail; it is written in the region whose endpoint was called. Tokens and codes are left out, as there.
 * AWS documentation: "Logging IAM and AWS STS API calls with AWS CloudTrail".
 */
export function createTrail({ clock, eventBus }: { clock: Clock; eventBus: EventBus }): (call: TrailedCall) => void {
  return ({ service, operation, input, principal, requestId, sourceIp }) => {
    if (service !== 'sts' || /^(Get|List|Describe)/.test(operation)) return;
    const time = new Date(clock.now()).toISOString();
    eventBus.put({
      ...{ version: '0', id: randomUUID(), 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.sts' },
      ...{ account, time, region, resources: [] },
      detail: {
        ...{ eventVersion: '1.08', eventTime: time, eventSource: 'sts.amazonaws.com', eventName: operation },
        ...{ awsRegion: region, sourceIPAddress: sourceIp, requestID: requestId },
        userIdentity: userIdentity(principal),
        requestParameters: requestParameters(input),
      },
    });
  };
}

function userIdentity(principal: Caller): Record<string, string> {
  if (principal.type === 'role-session') return { type: 'AssumedRole', arn: principal.sessionArn, accountId: account };
  return principal.type === 'user'
    ? { type: 'IAMUser', arn: principal.userArn, accountId: account }
    : { type: 'Unknown' };
}

const recorded = [
  'RoleArn',
  'PrincipalArn',
  'RoleSessionName',
  'SourceIdentity',
  'DurationSeconds',
  'ExternalId',
  'SerialNumber',
];

function requestParameters(input: unknown): Record<string, unknown> {
  const given = Object.entries(typeof input === 'object' && input !== null ? input : {});
  return Object.fromEntries(
    given
      .filter(([name, value]) => recorded.includes(name) && value !== undefined)
      .map(([name, value]: [string, unknown]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]),
  );
}

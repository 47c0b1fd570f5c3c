import type { PolicyDocument, Principal } from '@sesame/iam';
import { arn } from '../account';
import { createAuthorize } from '../authorization';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createRoles } from '../iam/roles';
import type { Call } from '../operation';
import { openStore } from '../store';
import type { Topics } from './events/topic-publishing';
import type { SendEmailInput } from './message/send-email-input';
import { sendEmail } from './send-email';
import { openSes, type EventType, type SesParts } from './ses';

/** What a test saw published to a topic. */
export interface Published {
  topicArn: string;
  message: string;
  subject?: string;
}

/** 20 November 2026, 09:15:02 UTC. */
export const testTime = Date.UTC(2026, 10, 20, 9, 15, 2);

/** A request that SES under test takes. */
export const plainEmail: SendEmailInput = {
  FromEmailAddress: 'Shop <shop@example.com>',
  Destination: { ToAddresses: ['alice@example.net'] },
  Content: { Simple: { Subject: { Data: 'Your order' }, Body: { Text: { Data: 'It has shipped.' } } } },
  ConfigurationSetName: 'transactional',
};

const role = arn('iam', 'role/sesame/sesame-dev-sender-deliver', { region: '' });
const sender: Principal = {
  type: 'role-session',
  account: '000000000000',
  roleArn: role,
  sessionArn: arn('sts', 'assumed-role/sesame-dev-sender-deliver/test', { region: '' }),
};
export const testCall: Call = { principal: sender, requestId: 'test', sourceIp: '127.0.0.1' };

/** A policy that lets SES publish to every topic for one configuration set, in the shape AWS's documentation gives. */
export function letsSesPublish(configurationSetName: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: '*',
      Condition: {
        StringEquals: {
          'aws:SourceAccount': '000000000000',
          'aws:SourceArn': arn('ses', `configuration-set/${configurationSetName}`),
        },
      },
    },
  };
}

/**
 * SES in memory beside topics that note what is published, judged by the real IAM: `example.com` is verified and the
 * configuration set `transactional` is there.
 */
export function openSesUnderTest(changes: Partial<SesParts> = {}) {
  const store = openStore(undefined);
  const clock = openClock(store, () => testTime);
  const authorize = createAuthorize({ clock, roles: createRoles(), log: createDecisionLog() });
  const published: Published[] = [];
  const policies = new Map<string, PolicyDocument | undefined>();
  const sns: Topics = {
    policyOf: (topicArn) => policies.get(topicArn),
    exists: (topicArn) => policies.has(topicArn),
    publish(topicArn, message) {
      published.push({ topicArn, ...message });
      return { messageId: 'sns' };
    },
  };
  const ses = openSes({ store, clock, authorize, sns, requestsPerSecond: Infinity, ...changes });
  ses.applyIdentity('example.com', 'SUCCESS');
  ses.applyConfigurationSet('transactional', { sendingEnabled: true, suppressedReasons: ['BOUNCE', 'COMPLAINT'] });

  return {
    clock,
    ses,
    sns,
    /** Topics that are there, by ARN, and their policies. */
    policies,
    published,
    /** Adds a topic that SES may publish to, and the destination of the configuration set that leads there. */
    addDestination(name: string, matchingEventTypes: EventType[], enabled = true): string {
      const topicArn = arn('sns', name);
      policies.set(topicArn, letsSesPublish('transactional'));
      ses.applyEventDestination('transactional', { name, enabled, matchingEventTypes, topicArn });
      published.length = 0;
      return topicArn;
    },
    /** Sends plain text from the shop through the configuration set, changed as given; returns the message's id. */
    send(changes: Partial<SendEmailInput> = {}): string {
      const { MessageId: id } = sendEmail.run(ses, { ...plainEmail, ...changes }, testCall) as { MessageId: string };
      return id;
    },
    /** Event records published so far, optionally to one topic. */
    records(topicArn?: string): unknown[] {
      const wanted = published.filter((one) => topicArn === undefined || one.topicArn === topicArn);
      return wanted.map(({ message }): unknown => JSON.parse(message));
    },
  };
}

/** Matches the error that AWS would answer, for `toThrow`; any message will do if none is given. */
export function refusal(code: string, message?: string, statusCode = 400): Error {
  return expect.objectContaining({ code, statusCode, ...(message !== undefined && { message }) }) as Error;
}

import { authorize as judge, type PolicyDocument } from '@sesame/iam';
import { account } from '../account';
import type { Access, Authorize } from '../operation';
import { sqsUnderTest } from '../sqs/sqs-under-test';
import { openSns } from './sns';

/** Topics and queues in one store, every hop judged by the policies that the test sets. */
export function snsUnderTest({ dataFolder }: { dataFolder?: string } = {}) {
  const parts = sqsUnderTest({}, dataFolder === undefined ? {} : { dataFolder });
  const asked: Access[] = [];
  const authorize: Authorize = (principal, access) => {
    asked.push(access);
    const { action, resource, context = {}, resourcePolicy } = access;
    return judge(
      { principal, action, resource, resourceAccount: account, context },
      { identity: [], ...(resourcePolicy && { resource: { name: 'queue policy', document: resourcePolicy } }) },
    );
  };
  const { store, clock, sqs } = parts;
  return { ...parts, asked, sns: openSns({ store, clock, authorize, sqs }) };
}

/** A queue's policy that lets one topic send to it. */
export function lets(topicArn: string, queueArn: string): PolicyDocument {
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn }, StringEquals: { 'aws:SourceAccount': account } },
    },
  };
}

import { account, region } from '../account';
import type { Sqs } from '../sqs/sqs';

const prefix = `https://sqs.${region}.amazonaws.com/${account}/`;
const durable = new RegExp(`${prefix.replaceAll('.', '\\.')}([A-Za-z0-9_-]{1,80})`, 'g');

/** A queue's URL as AWS would have it. Stacks are resolved and recorded with it, since the port of a run does not last. */
export function durableQueueUrl(queueName: string): string {
  return prefix + queueName;
}

/** Text with every durable queue URL replaced by the one of this run. */
export function withLiveQueueUrls(text: string, sqs: Pick<Sqs, 'urlOf'>): string {
  return text.replace(durable, (_url, queueName: string) => sqs.urlOf(queueName));
}

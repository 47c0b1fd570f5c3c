import * as z from 'zod';
import { operation } from '../operation';
import { pageOf } from './page';
import type { Sns } from './sns';

export const listTopics = operation<Sns>()({
  name: 'ListTopics',
  documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html',
  input: z.strictObject({ NextToken: z.string().exactOptional() }),
  access: () => [{ action: 'sns:ListTopics', resource: '*' }],
  run(sns, { NextToken }) {
    const { items, ...next } = pageOf(sns.topics(), NextToken);
    return { Topics: items.map((TopicArn) => ({ TopicArn })), ...next };
  },
});

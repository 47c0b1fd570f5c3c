import type { DatabaseSync } from 'node:sqlite';
import type { PolicyDocument } from '@sesame/iam';
import { topicDoesNotExist } from './sns-errors';

export type Topics = ReturnType<typeof openTopics>;

/** The table of topics. */
export function openTopics(database: DatabaseSync) {
  database.exec('create table if not exists sns_topics (arn text primary key, policy text) strict');
  const create = database.prepare('insert or ignore into sns_topics (arn) values (?)');
  const remove = database.prepare('delete from sns_topics where arn = ?');
  const byArn = database.prepare('select policy from sns_topics where arn = ?');
  const writePolicy = database.prepare('update sns_topics set policy = ? where arn = ?');
  const all = database.prepare('select arn from sns_topics order by arn');
  const exists = (topicArn: string) => byArn.get(topicArn) !== undefined;

  return {
    create: (topicArn: string) => void create.run(topicArn),
    /** Its subscriptions go with it. */
    remove: (topicArn: string) => void remove.run(topicArn),
    exists,
    /** Throws `NotFound`. */
    requireExists(topicArn: string): void {
      if (!exists(topicArn)) throw topicDoesNotExist();
    },
    policyOf(topicArn: string): PolicyDocument | undefined {
      const text = byArn.get(topicArn)?.['policy'];
      // The document was a policy when setPolicy was given it, and nothing else writes this column.
      return typeof text === 'string' ? (JSON.parse(text) as PolicyDocument) : undefined;
    },
    setPolicy(topicArn: string, policy: PolicyDocument | undefined): void {
      const { changes } = writePolicy.run(policy ? JSON.stringify(policy) : null, topicArn);
      if (changes === 0) throw topicDoesNotExist();
    },
    arns: () => all.all().map((row) => String(row['arn'])),
  };
}

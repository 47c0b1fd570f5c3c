import { createHash } from 'node:crypto';
import type { PolicyDocument } from '@sesame/iam';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Store } from '../store';

export interface StoredObject {
  key: string;
  body: Buffer;
  contentType: string;
  /** The HTTP headers that it is given back with, such as `content-disposition`. */
  headers: Record<string, string>;
  /** What was given as `x-amz-meta-*`, by names without that prefix. */
  metadata: Record<string, string>;
  /** The MD5 of the body in quotation marks, as S3 makes it for an object that was uploaded in one piece. */
  etag: string;
  /** Milliseconds since 1970. */
  modifiedAt: number;
}

export type ObjectSummary = Pick<StoredObject, 'key' | 'etag' | 'modifiedAt'> & { size: number };

/** Objects whose key begins with `prefix` go `days` after they were put, at the next midnight of UTC. */
export interface ExpirationRule {
  prefix: string;
  days: number;
}

/** Buckets and their objects, whole and without versions: what a deploy uploads and what services put there. */
export interface S3 {
  applyBucket(bucket: string): void;
  /** Throws `AwsError` while there are objects in it; a bucket that does not exist is no error. */
  removeBucket(bucket: string): void;
  exists(bucket: string): boolean;
  setPolicy(bucket: string, policy: PolicyDocument | undefined): void;
  /** Replaces the bucket's rules of expiration. */
  setExpiration(bucket: string, rules: ExpirationRule[]): void;
  policyOf(bucket: string): PolicyDocument | undefined;
  /** Whether there is such an object; false, too, where there is no such bucket. */
  has(bucket: string, key: string): boolean;
  /** These five throw `AwsError` (NoSuchBucket) where there is no such bucket. */
  put(
    bucket: string,
    object: Pick<StoredObject, 'key' | 'body' | 'contentType' | 'headers' | 'metadata'>,
  ): StoredObject;
  get(bucket: string, key: string): StoredObject | undefined;
  /** In the order of their keys, those after `after`, at most `limit`. */
  list(bucket: string, page: { prefix: string; after: string; limit: number }): ObjectSummary[];
  delete(bucket: string, keys: string[]): void;
  /** Deletes every object of a bucket. */
  empty(bucket: string): void;
}

const texts = z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)));
const objectRow = z.object({
  key: z.string(),
  body: z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes)),
  content_type: z.string(),
  headers: texts,
  metadata: texts,
  etag: z.string(),
  modified_at: z.number(),
});
const summaryRow = objectRow.pick({ key: true, etag: true, modified_at: true }).extend({ size: z.number() });

const dayMs = 24 * 3_600_000;

/** Objects are kept in the store; the policies and rules of buckets come from the deployed stacks at every start. */
export function openS3({ store, clock }: { store: Store; clock: Clock }): S3 {
  const { database } = store;
  database.exec(`
    create table if not exists s3_buckets (bucket text primary key) strict;
    create table if not exists s3_objects (
      bucket text not null references s3_buckets, key text not null, body blob not null, content_type text not null,
      metadata text not null, etag text not null, modified_at integer not null, headers text not null default '{}',
      primary key (bucket, key)
    ) strict;
  `);
  // A data folder of before there were headers keeps its objects.
  const columns = database.prepare('pragma table_info(s3_objects)').all();
  if (!columns.some(({ name }) => name === 'headers'))
    database.exec(`alter table s3_objects add column headers text not null default '{}'`);
  const prepared = {
    addBucket: database.prepare('insert or ignore into s3_buckets values (?)'),
    dropBucket: database.prepare('delete from s3_buckets where bucket = ?'),
    bucket: database.prepare('select 1 from s3_buckets where bucket = ?'),
    put: database.prepare('insert or replace into s3_objects values (?, ?, ?, ?, ?, ?, ?, ?)'),
    get: database.prepare('select * from s3_objects where bucket = ? and key = ?'),
    // By bytes, which is the order of UTF-8 that S3 lists in, and so are `>` and the start of a key compared.
    list: database.prepare(
      `select key, length(body) as size, etag, modified_at from s3_objects
       where bucket = ? and substr(key, 1, length(?)) = ? and key > ? order by key limit ?`,
    ),
    delete: database.prepare('delete from s3_objects where bucket = ? and key = ?'),
    empty: database.prepare('delete from s3_objects where bucket = ?'),
    has: database.prepare('select 1 from s3_objects where bucket = ? and key = ?'),
    expire: database.prepare(
      'delete from s3_objects where bucket = ? and substr(key, 1, length(?)) = ? and modified_at <= ?',
    ),
    any: database.prepare('select 1 from s3_objects where bucket = ? limit 1'),
  };
  const policies = new Map<string, PolicyDocument>();
  const expirations = new Map<string, ExpirationRule[]>();
  const exists = (bucket: string) => prepared.bucket.get(bucket) !== undefined;
  const expire = (bucket: string) => {
    const today = Math.floor(clock.now() / dayMs);
    for (const { prefix, days } of expirations.get(bucket) ?? [])
      prepared.expire.run(bucket, prefix, prefix, (today - days) * dayMs);
  };
  const existing = (bucket: string) => {
    if (!exists(bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
    expire(bucket);
  };

  return {
    applyBucket: (bucket) => void prepared.addBucket.run(bucket),
    removeBucket(bucket) {
      expire(bucket);
      if (prepared.any.get(bucket))
        throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      prepared.dropBucket.run(bucket);
      policies.delete(bucket);
      expirations.delete(bucket);
    },
    exists,
    setPolicy: (bucket, policy) => void (policy ? policies.set(bucket, policy) : policies.delete(bucket)),
    setExpiration: (bucket, rules) => void expirations.set(bucket, rules),
    policyOf: (bucket) => policies.get(bucket),
    put(bucket, { key, body, contentType, headers, metadata }) {
      existing(bucket);
      const etag = `"${createHash('md5').update(body).digest('hex')}"`;
      const modifiedAt = clock.now();
      const [told, noted] = [JSON.stringify(headers), JSON.stringify(metadata)];
      prepared.put.run(bucket, key, body, contentType, noted, etag, modifiedAt, told);
      return { key, body, contentType, headers, metadata, etag, modifiedAt };
    },
    has(bucket, key) {
      expire(bucket);
      return prepared.has.get(bucket, key) !== undefined;
    },
    get(bucket, key) {
      existing(bucket);
      const row = objectRow.optional().parse(prepared.get.get(bucket, key));
      if (!row) return undefined;
      const { content_type: contentType, modified_at: modifiedAt, ...rest } = row;
      return { contentType, modifiedAt, ...rest };
    },
    list(bucket, { prefix, after, limit }) {
      existing(bucket);
      return prepared.list.all(bucket, prefix, prefix, after, limit).map((row) => {
        const { modified_at: modifiedAt, ...rest } = summaryRow.parse(row);
        return { modifiedAt, ...rest };
      });
    },
    delete(bucket, keys) {
      existing(bucket);
      store.transaction(() => keys.forEach((key) => prepared.delete.run(bucket, key)));
    },
    empty(bucket) {
      existing(bucket);
      prepared.empty.run(bucket);
    },
  };
}

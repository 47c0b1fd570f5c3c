import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetEmailTemplateCommand, SESv2Client, UpdateEmailTemplateCommand } from '@aws-sdk/client-sesv2';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '@sesame/local-sesame';
import type { Attempt } from '../forbidden';
import type { Role } from '../role';

type Settings = Awaited<ReturnType<typeof clientSettings>> & { maxAttempts: number };
/** A call that asks IAM for the action on the resource, and may come to nothing otherwise. */
type Deed = (settings: Settings, resource: string) => Promise<unknown>;

const Key = { pk: { S: 'own#thief' }, sk: { S: 'thief' } };
const equalsPk = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'own#thief' } } };
const table = (resource: string) => {
  const [, TableName = '', IndexName] = /:table\/([^/]+)(?:\/index\/(.*))?$/.exec(resource) ?? [];
  return { TableName, ...(IndexName !== undefined && { IndexName }) };
};
const object = (resource: string) => {
  const [, Bucket = '', key = ''] = /^arn:aws:s3:::([^/]+)\/?(.*)$/.exec(resource) ?? [];
  return { Bucket, Key: key };
};
const nameOf = (resource: string) => resource.slice(Math.max(resource.lastIndexOf(':'), resource.lastIndexOf('/')) + 1);
const queueUrl = ({ endpoint }: Settings, resource: string) =>
  `${endpoint}/${resource.split(':')[4]}/${nameOf(resource)}`;

const deeds: Partial<Record<string, Deed>> = {
  'dynamodb:GetItem': (settings, on) => new DynamoDBClient(settings).send(new GetItemCommand({ ...table(on), Key })),
  'dynamodb:PutItem': (settings, on) =>
    new DynamoDBClient(settings).send(new PutItemCommand({ ...table(on), Item: Key })),
  'dynamodb:UpdateItem': (settings, on) =>
    new DynamoDBClient(settings).send(new UpdateItemCommand({ ...table(on), Key })),
  'dynamodb:DeleteItem': (settings, on) =>
    new DynamoDBClient(settings).send(new DeleteItemCommand({ ...table(on), Key })),
  'dynamodb:Query': (settings, on) =>
    new DynamoDBClient(settings).send(new QueryCommand({ ...table(on), ...equalsPk })),
  'dynamodb:Scan': (settings, on) => new DynamoDBClient(settings).send(new ScanCommand(table(on))),
  'dynamodb:BatchGetItem': (settings, on) =>
    new DynamoDBClient(settings).send(
      new BatchGetItemCommand({ RequestItems: { [table(on).TableName]: { Keys: [Key] } } }),
    ),
  'dynamodb:BatchWriteItem': (settings, on) =>
    new DynamoDBClient(settings).send(
      new BatchWriteItemCommand({ RequestItems: { [table(on).TableName]: [{ PutRequest: { Item: Key } }] } }),
    ),
  'sqs:SendMessage': (settings, on) =>
    new SQSClient(settings).send(new SendMessageCommand({ QueueUrl: queueUrl(settings, on), MessageBody: '{}' })),
  'sqs:ReceiveMessage': (settings, on) =>
    new SQSClient(settings).send(new ReceiveMessageCommand({ QueueUrl: queueUrl(settings, on) })),
  'sqs:DeleteMessage': (settings, on) =>
    new SQSClient(settings).send(
      new DeleteMessageCommand({ QueueUrl: queueUrl(settings, on), ReceiptHandle: 'thief' }),
    ),
  's3:GetObject': (settings, on) => s3(settings).send(new GetObjectCommand(object(on))),
  's3:PutObject': (settings, on) => s3(settings).send(new PutObjectCommand({ ...object(on), Body: 'thief' })),
  's3:DeleteObject': (settings, on) => s3(settings).send(new DeleteObjectCommand(object(on))),
  's3:ListBucket': (settings, on) => s3(settings).send(new ListObjectsV2Command({ Bucket: object(on).Bucket })),
  'ses:GetEmailTemplate': (settings, on) =>
    new SESv2Client(settings).send(new GetEmailTemplateCommand({ TemplateName: nameOf(on) })),
  'ses:UpdateEmailTemplate': (settings, on) =>
    new SESv2Client(settings).send(
      new UpdateEmailTemplateCommand({ TemplateName: nameOf(on), TemplateContent: { Subject: 'thief' } }),
    ),
};

const s3 = (settings: Settings) => new S3Client({ ...settings, forcePathStyle: true });

/** Whether there is a call that makes this attempt as it is described, and nothing else. */
export function canBeMade({ action, context }: Attempt): boolean {
  return context === undefined && deeds[action] !== undefined;
}

/** Makes an attempt with a role's own credentials, signed, over HTTP. Tells whether IAM let it through. */
export async function isLetThrough(aws: string, rolePrefix: string, role: Role, attempt: Attempt): Promise<boolean> {
  const settings = await clientSettings(aws, role.name.slice(rolePrefix.length));
  try {
    await deeds[attempt.action]?.({ ...settings, maxAttempts: 1 }, attempt.resource);
    return true;
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    return !message.includes('is not authorized to perform');
  }
}

import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { packTemplate } from './content-item';
import { publishedTemplates } from './published-templates';
import { sesWorkTable } from './ses-work';
import type { StoredTemplate, TemplateContent } from './template';
import { toAliasItem, toTemplateItem } from './template-item';
import { templateTable } from './template-table';

const client = mockClient(DynamoDBDocumentClient);
const access = { dynamoDb: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })), tableName: 't' };
const table = templateTable(access);
const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const now = new Date('2026-11-22T12:00:00.000Z');
const content: TemplateContent = { subject: 'Hello', html: '<p>{{name}}</p>', replyTo: [], variables: [] };
const draft: StoredTemplate = {
  connection: 'own',
  id,
  name: 'Welcome',
  alias: 'welcome',
  revision: 1,
  draft: { versionId: 'd1' },
  lastVersion: 0,
  createdAt: now,
  updatedAt: now,
};
const version = { version: 1, versionId: 'd1', publishedAt: now };
const published: StoredTemplate = {
  ...draft,
  revision: 2,
  draft: { versionId: 'd1', version: 1, stream: 'marketing' },
  published: version,
  lastVersion: 1,
};
const writes = () =>
  (client.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? []).map(({ Put, Delete }) => ({
    does: Put ? 'put' : 'delete',
    sk: (Put?.Item?.['sk'] ?? Delete?.Key?.['sk']) as string,
    when: Put?.ConditionExpression ?? Delete?.ConditionExpression,
  }));
const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'canceled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

beforeEach(() => {
  client.reset();
  client.on(GetCommand).resolves({});
  client.on(TransactWriteCommand).resolves({});
});

test('a new template takes its alias on the condition that nobody has it', async () => {
  await expect(table.save({ before: undefined, after: draft, content })).resolves.toBe('saved');
  expect(writes()).toEqual([
    { does: 'put', sk: `template#${id}`, when: 'attribute_not_exists(pk)' },
    { does: 'put', sk: 'alias#welcome', when: 'attribute_not_exists(pk)' },
    { does: 'put', sk: 'content#d1', when: undefined },
  ]);
});

test('publishing writes the version, and tells the alias', async () => {
  await table.save({ before: draft, after: published });
  expect(writes()).toEqual([
    { does: 'put', sk: `template#${id}`, when: 'revision = :revision' },
    { does: 'put', sk: 'alias#welcome', when: undefined },
    { does: 'put', sk: 'version#0000000001', when: undefined },
    { does: 'put', sk: `${id}#0000000001`, when: undefined },
  ]);
});

test('a draft goes with the one that replaces it, unless it was published', async () => {
  await table.save({ before: draft, after: { ...draft, revision: 2, draft: { versionId: 'd2' } }, content });
  expect(writes()).toContainEqual({ does: 'delete', sk: 'content#d1', when: undefined });
  client.resetHistory();
  await table.save({ before: published, after: { ...published, revision: 3, draft: { versionId: 'd2' } }, content });
  expect(writes().map(({ does }) => does)).toEqual(['put', 'put']);
});

test('a template that is removed takes its alias and its draft with it', async () => {
  await table.save({ before: draft, after: undefined });
  expect(writes()).toEqual([
    { does: 'delete', sk: `template#${id}`, when: 'revision = :revision' },
    { does: 'delete', sk: 'alias#welcome', when: undefined },
    { does: 'delete', sk: 'content#d1', when: undefined },
  ]);
});

test('what SES is to be told of is read as it was written, a removal too', async () => {
  const told = [
    { connection: 'own', id, does: 'publish' as const, version: 1, versionId: 'd1' },
    { connection: 'own', id, does: 'remove' as const, lastVersion: 1 },
  ];
  await table.save({ before: draft, after: published });
  await table.save({ before: published, after: undefined });
  const items = client
    .commandCalls(TransactWriteCommand)
    .flatMap(({ args }) => args[0].input.TransactItems ?? [])
    .flatMap(({ Put }) => (Put?.Item?.['pk'] === 'own#ses' ? [Put.Item] : []));
  client.on(QueryCommand).resolves({ Items: items });
  await expect(sesWorkTable(access).some('own', told[0])).resolves.toEqual(told);
  expect(client.commandCalls(QueryCommand)[0]?.args[0].input.ExclusiveStartKey).toEqual({
    pk: 'own#ses',
    sk: `${id}#0000000001`,
  });
});

test.each([
  ['changed', canceled('ConditionalCheckFailed', 'None', 'None')],
  ['changed', canceled('TransactionConflict', 'None', 'None')],
  ['alias-taken', canceled('None', 'ConditionalCheckFailed', 'None')],
])('what stands otherwise than it was read is %s', async (outcome, error) => {
  client.on(TransactWriteCommand).rejects(error);
  await expect(table.save({ before: undefined, after: draft, content })).resolves.toBe(outcome);
});

test('a table that does not answer is no answer', async () => {
  client.on(TransactWriteCommand).rejects(canceled('ThrottlingError', 'None'));
  await expect(table.save({ before: draft, after: published })).rejects.toThrow('canceled');
});

test('what was written is read, by id and by alias', async () => {
  client.on(GetCommand, { Key: { pk: 'own', sk: `template#${id}` } }).resolves({ Item: toTemplateItem(published) });
  client.on(GetCommand, { Key: { pk: 'own', sk: 'alias#welcome' } }).resolves({ Item: { id } });
  await expect(table.find(id.toUpperCase(), 'own')).resolves.toEqual(published);
  await expect(table.find('welcome', 'own')).resolves.toEqual(published);
  await expect(table.find('farewell', 'own')).resolves.toBeUndefined();
});

test('a page begins after its edge, and one more entry tells that there is more', async () => {
  client.on(QueryCommand).resolves({ Items: [toTemplateItem(published), toTemplateItem(draft)] });
  await expect(table.list({ limit: 1, after: 'z' }, 'own')).resolves.toEqual({ entries: [published], hasMore: true });
  expect(client.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
    ExclusiveStartKey: { pk: 'own', sk: 'template#z' },
    ScanIndexForward: false,
    Limit: 2,
  });
});

test('who sends reads one item, and the content of a version once', async () => {
  client
    .on(GetCommand, { Key: { pk: 'own', sk: 'alias#welcome' } })
    .resolves({ Item: toAliasItem(published, 'welcome') });
  client
    .on(GetCommand, { Key: { pk: `own#${id}`, sk: 'content#d1' } })
    .resolves({ Item: { packed: packTemplate(content) } });
  const { find } = publishedTemplates(access);
  await expect(find('welcome', 'own')).resolves.toEqual({ id, version: 1, versionId: 'd1', content });
  await find('welcome', 'own');
  expect(client.commandCalls(GetCommand)).toHaveLength(3);
});

test('who sends is told of a template that is not there, and of one that is not published', async () => {
  client.on(GetCommand, { Key: { pk: 'own', sk: `template#${id}` } }).resolves({ Item: toTemplateItem(draft) });
  const { find } = publishedTemplates(access);
  await expect(find(id, 'own')).resolves.toBe('unpublished');
  await expect(find('farewell', 'own')).resolves.toBe('unknown');
});

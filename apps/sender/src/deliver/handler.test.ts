import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { log } from '@sesame/lambda';
import { mockClient } from 'aws-sdk-client-mock';
import event from '../../events/deliver.json';
import { packContent } from '../content';
import { toEmailItem } from '../email-item';
import { anEmail } from '../email.fixture';

Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  TRANSACTIONAL_CONFIGURATION_SET: 'sesame-test-transactional',
  MARKETING_CONFIGURATION_SET: 'sesame-test-marketing',
  API_URL: 'https://api.example.com',
  ATTACHMENTS_BUCKET: 'attachments',
  AWS_LAMBDA_FUNCTION_NAME: 'deliver',
  EMAILS_TABLE: 'emails',
  STREAMS_TABLE: 'streams',
  SUPPRESSIONS_TABLE: 'suppressions',
});
const dynamoDb = mockClient(DynamoDBDocumentClient);
const ses = mockClient(SESv2Client);
jest.spyOn(log, 'info').mockImplementation();
jest.spyOn(log, 'error').mockImplementation();

beforeEach(() => {
  dynamoDb.reset();
  ses.reset();
  const [data] = packContent({ html: '<p>Hello</p>' });
  dynamoDb.on(QueryCommand).resolves({ Items: [{ sk: 'content', data, chunks: 1 }, toEmailItem(anEmail())] });
  dynamoDb.on(BatchGetCommand).resolves({ Responses: { suppressions: [] } });
  dynamoDb.on(UpdateCommand).resolves({});
  dynamoDb.on(UpdateCommand, { TableName: 'streams' }).callsFake(lease);
  ses.on(SendEmailCommand).resolves({ MessageId: '0100' });
});

/** What DynamoDB answers to the taking of a lease, at a rate of 50 a second. */
function lease({ ExpressionAttributeValues: values }: UpdateCommandInput) {
  const limits = {
    rate: 50,
    quota: -1,
    sent_last_24_hours: 0,
    sending_enabled: true,
    asked_at: '2026-11-22T12:00:00Z',
  };
  const next = Number(values?.[':until'] ?? Date.now() + Number(values?.[':cost']));
  return { Attributes: { next, ...limits } };
}

const [record] = event.Records;
const deliver = async (...bodies: string[]) => {
  const { handler } = await import('./handler');
  const Records = bodies.flatMap((body, n) => (record ? [{ ...record, messageId: String(n), body }] : []));
  return handler({ Records }, { getRemainingTimeInMillis: () => 30_000 });
};

test('an e-mail costs five calls of AWS, one of them to SES, and its share of the one for a lease', async () => {
  expect(await deliver(record?.body ?? '')).toEqual({ batchItemFailures: [] });
  const leases = dynamoDb.commandCalls(UpdateCommand, { TableName: 'streams' });
  expect(dynamoDb.calls().length - leases.length).toBe(4);
  expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1);
  expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input.Content?.Simple?.Body?.Html?.Data).toBe('<p>Hello</p>');
});

test.each(['', '{', '7', '{"id":7}', '{"id":"x"}'])(
  'the message %j fails alone, so that it ends in the dead-letter queue',
  async (body) => {
    expect(await deliver(body, record?.body ?? '')).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(ses.calls()).toHaveLength(1);
  },
);

test('an e-mail that is not there any more is done', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [] });

  expect(await deliver(record?.body ?? '')).toEqual({ batchItemFailures: [] });
  expect(ses.calls()).toHaveLength(0);
});

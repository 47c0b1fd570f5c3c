// A function that is nothing but the SDK: a client of DynamoDB, a client of SES, one call of each. It acts as `deliver`.
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';

const dynamoDb = new DynamoDBClient({});
const ses = new SESv2Client({});

export async function handler(): Promise<void> {
  const input = {
    TableName: process.env['EMAILS_TABLE'],
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'own#bench' } },
  };
  await dynamoDb.send(new QueryCommand(input));
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'hello@example.com',
      Destination: { ToAddresses: ['success@simulator.amazonses.com'] },
      Content: { Simple: { Subject: { Data: 'Bench' }, Body: { Text: { Data: 'Bench' } } } },
      ConfigurationSetName: process.env['TRANSACTIONAL_CONFIGURATION_SET'],
    }),
  );
}

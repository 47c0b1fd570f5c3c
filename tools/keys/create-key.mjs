// Puts an API key into a deployed stage, with your own AWS credentials and without any public door: the first key, and the
// way back in when all are lost. It needs dynamodb:PutItem on the keys table and nothing else; the key is shown once.
import { createHash, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const usage = `npm run create-key -- --stage <stage> --name <name> [--region <region>]

Creates an API key with full access. A name has 1 to 50 characters.
AWS credentials and region are taken from where the AWS CLI takes them.`;

const { stage, name, region } = readArguments();
const token = `ss_${randomBytes(24).toString('base64url')}`;
const now = new Date();
const id = uuidVersion7(now);
const TableName = `sesame-${stage}-keys`;
try {
  await new DynamoDBClient({ region }).send(
    new PutItemCommand({
      TableName,
      Item: {
        pk: { S: createHash('sha256').update(token).digest('hex') },
        id: { S: id },
        name: { S: name },
        connection: { S: 'own' },
        permission: { S: 'full_access' },
        created_at: { S: now.toISOString() },
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
} catch (error) {
  process.stderr.write(`No key was created in the table ${TableName}. ${error.name}: ${error.message}\n`);
  process.exit(1);
}
process.stderr.write(`The key "${name}" (${id}) has full access. It is shown only now; keep it safe:\n`);
process.stdout.write(`${token}\n`);

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { stage: { type: 'string' }, name: { type: 'string' }, region: { type: 'string' } },
    });
    const name = values.name?.trim() ?? '';
    if (values.stage && /^[^\p{Cc}]{1,50}$/u.test(name)) return { ...values, name };
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

/** An id as the API gives keys: RFC 9562, the milliseconds first. */
function uuidVersion7(time) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(time.getTime(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

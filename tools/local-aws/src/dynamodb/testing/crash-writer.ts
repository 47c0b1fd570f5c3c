import { openDynamoDb } from '../dynamodb';
import { openClock } from '../../clock';
import { openStore } from '../../store';
import { crashTable, firstNumber, itemsPerTransaction } from './crash-table';

/**
 * A process that writes until it is killed: transactions of several items, each with an index row, which also move the
 * index row of an older item, and single updates. It prints the number of each transaction once it is answered.
 * Arguments: the data folder and the number of the round.
 */
async function writeUntilKilled(dataFolder: string, round: number): Promise<void> {
  const clock = openClock(openStore(undefined));
  const dynamoDb = await openDynamoDb({ clock, dataFolder });
  await dynamoDb.applyTable(crashTable);
  const { TableName } = crashTable;

  async function oneAfterTheOther(lane: number): Promise<void> {
    for (let n = firstNumber(round) + lane; ; n += lanes) {
      const items = Array.from({ length: itemsPerTransaction }, (_, part) => ({
        pk: { S: `transaction ${n}` },
        sk: { N: String(part) },
        due_pk: { S: `due ${n % 7}` },
        due_sk: { S: `${n}/${part}` },
        rest: { S: 'x'.repeat(300) },
      }));
      const moved = { pk: { S: `moving ${n % 5}` }, sk: { N: '0' } };
      const move = (key: Record<string, unknown>) => ({
        TableName,
        Key: key,
        UpdateExpression: 'SET due_pk = :pk, due_sk = :sk',
        ExpressionAttributeValues: { ':pk': { S: `due ${n % 3}` }, ':sk': { S: `moved ${n}` } },
      });
      await dynamoDb.call('TransactWriteItems', {
        ClientRequestToken: `token ${n}`,
        TransactItems: [...items.map((Item) => ({ Put: { TableName, Item } })), { Update: move(moved) }],
      });
      process.stdout.write(`${n}\n`);
      await dynamoDb.call('UpdateItem', move({ pk: { S: `single ${n % 5}` }, sk: { N: '0' } }));
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => oneAfterTheOther(lane)));
}

const lanes = 6;
const [, , folder = '', round = '0'] = process.argv;
void writeUntilKilled(folder, Number(round));

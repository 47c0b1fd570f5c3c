import { queueNameOf } from './queue-address';
import { awsError } from './sqs-under-test';

test.each([
  'http://127.0.0.1:4566/000000000000/orders',
  'http://localhost:9999/000000000000/orders/',
  'https://sqs.us-east-1.amazonaws.com/000000000000/orders',
  'arn:aws:sqs:us-east-1:000000000000:orders',
])('%s is the queue orders', (address) => {
  expect(queueNameOf(address)).toBe('orders');
});

test.each([
  ['QueueDoesNotExist', 'http://127.0.0.1:4566/111122223333/orders'],
  ['QueueDoesNotExist', 'arn:aws:sqs:eu-west-1:000000000000:orders'],
  ['QueueDoesNotExist', 'arn:aws:sns:us-east-1:000000000000:orders'],
  ['InvalidAddress', 'http://127.0.0.1:4566/orders'],
  ['InvalidAddress', 'orders'],
  ['InvalidAddress', ''],
])('it is %s for %j', (code, address) => {
  expect(() => queueNameOf(address)).toThrow(awsError(code));
});

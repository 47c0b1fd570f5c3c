import { jobs } from './open-in-test';

/** The table that a process writes to until it is killed; its sort key is a number, so that parts have an order. */
export const crashTable = {
  ...jobs,
  TableName: 'crashes',
  AttributeDefinitions: [
    ...jobs.AttributeDefinitions.filter(({ AttributeName }) => AttributeName !== 'sk'),
    { AttributeName: 'sk', AttributeType: 'N' },
  ],
};

export const itemsPerTransaction = 5;

/** Each round numbers its transactions from here, so that no two rounds write the same. */
export const firstNumber = (round: number) => round * 1_000_000;

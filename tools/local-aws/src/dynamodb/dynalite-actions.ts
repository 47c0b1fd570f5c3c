import batchGetItem from 'dynalite/actions/batchGetItem.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import getItem from 'dynalite/actions/getItem.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import db, { type CheckedInput, type Row, type Store } from 'dynalite/db/index.js';
import batchGetItemValidation from 'dynalite/validations/batchGetItem.js';
import batchWriteItemValidation from 'dynalite/validations/batchWriteItem.js';
import createTableValidation from 'dynalite/validations/createTable.js';
import deleteItemValidation from 'dynalite/validations/deleteItem.js';
import getItemValidation from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import listTablesValidation from 'dynalite/validations/listTables.js';
import putItemValidation from 'dynalite/validations/putItem.js';
import queryValidation from 'dynalite/validations/query.js';
import scanValidation from 'dynalite/validations/scan.js';
import updateItemValidation from 'dynalite/validations/updateItem.js';
import { asAwsError } from './dynalite-error';

const actions = {
  BatchGetItem: batchGetItem,
  DeleteItem: deleteItem,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  UpdateItem: updateItem,
};

const validationOf = {
  BatchGetItem: batchGetItemValidation,
  BatchWriteItem: batchWriteItemValidation,
  CreateTable: createTableValidation,
  DeleteItem: deleteItemValidation,
  GetItem: getItemValidation,
  ListTables: listTablesValidation,
  PutItem: putItemValidation,
  Query: queryValidation,
  Scan: scanValidation,
  UpdateItem: updateItemValidation,
};

/** dynalite's one setting that counts here: the size of an item, names included, in bytes (400 KB). */
export const storeOptions = { maxItemSize: db.MAX_SIZE };

/**
 * Validates an input as dynalite does: types, sizes, and expressions, which it parses. Whatever does not depend on what
 * is stored is refused here. The input is left as it is at its top level.
 */
export function checked(operation: keyof typeof validationOf, input: Row): CheckedInput {
  const { types, custom } = validationOf[operation];
  try {
    const data = validations.checkTypes({ ...input }, types);
    validations.checkValidations(data, types, custom, { options: storeOptions });
    return data;
  } catch (error) {
    throw error instanceof Error ? asAwsError(error) : error;
  }
}

/** Runs an action of dynalite on a checked input. */
export function run(operation: keyof typeof actions, store: Store, input: CheckedInput): Promise<Row> {
  return new Promise((resolve, reject) => {
    actions[operation](store, input, (error, answer = {}) => {
      if (error) reject(asAwsError(error));
      else resolve(answer);
    });
  });
}

/** Runs an action on a store that answers at once, so that the action does too. */
export function runAtOnce(operation: keyof typeof actions, store: Store, input: CheckedInput): Row {
  let outcome: { error: Error | null; answer: Row } | undefined;
  actions[operation](store, input, (error, answer = {}) => {
    outcome = { error, answer };
  });
  if (!outcome) throw new Error(`${operation} did not answer at once.`);
  if (outcome.error) throw asAwsError(outcome.error);
  return outcome.answer;
}

import type { Row } from 'dynalite/db/index.js';
import { AwsError } from '../aws-error';
import { checked, runAtOnce } from './dynalite-actions';
import type { Parts } from './parts';
import { createWriteView } from './write-view';

/** PutItem, UpdateItem or DeleteItem: the item and all that follows from it change together. */
export function writeItem(
  { tables, writer }: Parts,
  operation: 'PutItem' | 'UpdateItem' | 'DeleteItem',
  input: Row,
): Promise<Row> {
  const data = checked(operation, input);
  return writer.write((overlay) => {
    const view = createWriteView(overlay, tables);
    try {
      return withoutEmptyAttributes(runAtOnce(operation, view.store, data));
    } catch (error) {
      const before = input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD' ? view.itemBefore() : undefined;
      if (before && error instanceof AwsError && error.code === 'ConditionalCheckFailedException') {
        throw new AwsError(error.code, error.message, error.statusCode, { Item: before });
      }
      throw error;
    }
  });
}

/** An update that had nothing to return answers without `Attributes`, where dynalite gives an empty object. */
function withoutEmptyAttributes({ Attributes, ...answer }: Row): Row {
  const isEmpty = typeof Attributes !== 'object' || Attributes === null || Object.keys(Attributes).length === 0;
  return isEmpty ? answer : { ...answer, Attributes };
}

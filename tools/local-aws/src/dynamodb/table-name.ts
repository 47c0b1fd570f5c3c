import { arn } from '../account';
import { AwsError } from '../aws-error';

const tables = arn('dynamodb', 'table/');

/** DynamoDB takes a table's ARN wherever it takes its name (AWS documentation: TableName). */
export function tableArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : tables + nameOrArn;
}

/** The name of a table of this account; any other text is left as it is, and is no valid name. */
export function tableName(nameOrArn: string): string {
  return nameOrArn.startsWith(tables) ? nameOrArn.slice(tables.length) : nameOrArn;
}

/** A request's parts by table, under the tables' names. */
export function byTableName<Part>(parts: Record<string, Part>): Record<string, Part> {
  const named: Record<string, Part> = {};
  for (const [nameOrArn, part] of Object.entries(parts)) {
    const name = tableName(nameOrArn);
    if (Object.hasOwn(named, name)) {
      throw new AwsError(
        'ValidationException',
        `Sesame's embedded AWS: the table ${name} stands twice in one request.`,
      );
    }
    named[name] = part;
  }
  return named;
}

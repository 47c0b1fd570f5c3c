// What functions get for `@aws-sdk/util-dynamodb`: as much of it as they import.
export { fromItem as unmarshall } from './attribute-values';

export type { ListedEntries, ListOptions } from './list-entries';
export { origins, type Fact, type Origin, type Scope, type ShownSuppression } from './suppression-fact';
export {
  additionTime,
  merge,
  removalTime,
  shown,
  stateOfFact,
  stateOfRemoval,
  type SuppressionState,
} from './suppression-state';
export { suppressionTable, type SuppressionTable } from './suppression-table';

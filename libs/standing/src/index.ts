export { ratesJudged, states, type Cause, type Resumption, type Standing, type State, type ToDo } from './standing';
export { fromStandingItem, standingKey } from './standing-item';
export { standingTable, type StandingTable } from './standing-table';
export { standingsInMemory } from './standings-in-memory';

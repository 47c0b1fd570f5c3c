import { openStore, type Store } from './store';

let store: Store;
beforeEach(() => {
  store = openStore(undefined);
  store.database.exec('create table numbers (n integer primary key)');
});
afterEach(() => store.close());
const insert = (n: number) => store.database.prepare('insert into numbers values (?)').run(n);
const numbers = () =>
  store.database
    .prepare('select n from numbers')
    .all()
    .map(({ n }) => n);

test('what a transaction wrote is gone when it throws, inner transactions included', () => {
  expect(() =>
    store.transaction(() => {
      insert(1);
      store.transaction(() => insert(2));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(numbers()).toEqual([]);
});

test('whoever waits for the commit is told after it, and not at all when it is rolled back', () => {
  const told: unknown[] = [];
  store.transaction(() => {
    insert(1);
    store.afterCommit(() => told.push(numbers()));
    expect(told).toEqual([]);
  });
  expect(told).toEqual([[1]]);
  expect(() =>
    store.transaction(() => {
      store.afterCommit(() => told.push('rolled back'));
      throw new Error('no');
    }),
  ).toThrow();
  store.afterCommit(() => told.push('no transaction'));
  expect(told).toEqual([[1], 'no transaction']);
});

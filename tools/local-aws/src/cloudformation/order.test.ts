import * as fc from 'fast-check';
import { inOrder } from './order';

it('everything comes after what it depends on, whatever the graph', () => {
  const graph = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.tuple(...Array.from({ length: size }, (_, node) => fc.subarray(Array.from({ length: node }, (_, id) => id)))),
    );
  fc.assert(
    fc.property(graph, fc.infiniteStream(fc.integer()), (edges, keys) => {
      const shuffled = edges
        .map((dependencies, id) => ({ id, dependencies, key: Number(keys.next().value) }))
        .sort((one, other) => one.key - other.key);
      const dependencies = new Map(shuffled.map((node) => [String(node.id), node.dependencies.map(String)]));
      const result = inOrder(dependencies);
      if ('circle' in result) throw new Error('There is no circle.');
      expect(result.order.toSorted()).toEqual([...dependencies.keys()].toSorted());
      for (const [id, needed] of dependencies)
        for (const other of needed) expect(result.order.indexOf(other)).toBeLessThan(result.order.indexOf(id));
    }),
  );
});

it('what does not depend on anything keeps its place', () => {
  const dependencies = new Map([
    ['C', ['B']],
    ['A', []],
    ['B', []],
  ]);
  expect(inOrder(dependencies)).toEqual({ order: ['B', 'C', 'A'] });
});

it('a circle is named, without what only leads to it', () => {
  const dependencies = new Map([
    ['Start', ['A']],
    ['A', ['B']],
    ['B', ['A']],
  ]);
  expect(inOrder(dependencies)).toEqual({ circle: ['A', 'B', 'A'] });
});

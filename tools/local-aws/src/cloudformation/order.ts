/**
 * Puts logical ids into an order in which each comes after what it depends on, otherwise as the template has them.
 * Returns the circle instead, its first id repeated at the end, where there is one.
 */
export function inOrder(
  dependencies: ReadonlyMap<string, readonly string[]>,
): { order: string[] } | { circle: string[] } {
  const order: string[] = [];
  const done = new Set<string>();

  const visit = (id: string, trail: string[]): string[] | undefined => {
    if (done.has(id)) return undefined;
    if (trail.includes(id)) return [...trail.slice(trail.indexOf(id)), id];
    for (const dependency of dependencies.get(id) ?? []) {
      const circle = visit(dependency, [...trail, id]);
      if (circle) return circle;
    }
    done.add(id);
    order.push(id);
    return undefined;
  };

  for (const id of dependencies.keys()) {
    const circle = visit(id, []);
    if (circle) return { circle };
  }
  return { order };
}

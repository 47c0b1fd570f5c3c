/** Does `deed` for each of `things` in their order, so many at a time. */
export async function atOnce<T>(
  many: number,
  things: readonly T[],
  deed: (thing: T, place: number) => Promise<void>,
): Promise<void> {
  const left = things.entries();
  const worker = async () => {
    for (const [place, thing] of left) await deed(thing, place);
  };
  await Promise.all(Array.from({ length: many }, worker));
}

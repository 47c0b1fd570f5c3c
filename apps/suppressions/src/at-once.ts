/** What became of each item: its answer, or `undefined` where it was not begun or did not succeed. */
export type Outcomes<Answer> = { answers: (Answer | undefined)[]; failure?: unknown };

/**
 * Does one thing to each item, at most `atOnce` of them at the same time. After the first failure nothing more is begun;
 * what had begun is waited for, so that the answers tell all that was done.
 */
export async function forEachAtOnce<Item, Answer extends object>(
  items: readonly Item[],
  atOnce: number,
  deed: (item: Item) => Promise<Answer>,
): Promise<Outcomes<Answer>> {
  const answers = new Array<Answer | undefined>(items.length).fill(undefined);
  const waiting = items.entries();
  const failures: unknown[] = [];
  const work = async () => {
    for (const [index, item] of waiting) {
      if (failures.length > 0) return;
      try {
        answers[index] = await deed(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return failures.length === 0 ? { answers } : { answers, failure: failures[0] };
}

/** Room for so many bytes in this process, given in the order of asking and back by disposing of it. */
export type MemoryBudget = { take(bytes: number): Promise<Disposable> };

/** A budget that lets whoever asks wait until there is room. Who asks for more than the whole gets the whole, alone. */
export function memoryBudget(mostBytes: number): MemoryBudget {
  let free = mostBytes;
  const waiting: { bytes: number; go: () => void }[] = [];

  function serve(): void {
    for (let next = waiting[0]; next && next.bytes <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.bytes;
      next.go();
    }
  }

  return {
    async take(asked) {
      const bytes = Math.min(asked, mostBytes);
      // What needs no room stands behind nobody.
      if (bytes === 0) return { [Symbol.dispose]: () => undefined };
      await new Promise<void>((go) => {
        waiting.push({ bytes, go });
        serve();
      });
      return {
        [Symbol.dispose]() {
          free += bytes;
          serve();
        },
      };
    },
  };
}

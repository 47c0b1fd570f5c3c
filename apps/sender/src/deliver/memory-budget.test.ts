import { memoryBudget } from './memory-budget';

test('who asks for more than there is waits for its turn, in order, and what needs nothing waits for nobody', async () => {
  const budget = memoryBudget(100);
  const deeds: string[] = [];
  const hold = async (name: string, bytes: number) => {
    const room = await budget.take(bytes);
    deeds.push(name);
    return room;
  };
  const first = await hold('60', 60);
  const second = hold('50', 50);
  const third = hold('10', 10);
  await hold('0', 0);
  expect(deeds).toEqual(['60', '0']);

  first[Symbol.dispose]();
  const [fifty, ten] = await Promise.all([second, third]);
  expect(deeds).toEqual(['60', '0', '50', '10']);

  const whole = hold('1000', 1000);
  fifty[Symbol.dispose]();
  await Promise.resolve();
  expect(deeds).not.toContain('1000');
  ten[Symbol.dispose]();
  await whole;
  expect(deeds).toContain('1000');
});

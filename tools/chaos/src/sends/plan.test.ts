import { placements } from './placements';
import { planOf } from './plan';

const settings = { seed: 7, sends: 1_000, kills: 100 };
const plan = planOf(settings);
const kills = [...plan.disturbances.values()].flat().flatMap((one) => (one.do === 'kill' ? [one.placement.name] : []));

test('a seed determines the plan, and another makes another', () => {
  expect(planOf(settings)).toEqual(plan);
  expect(planOf({ ...settings, seed: 8 }).offers).not.toEqual(plan.offers);
});

test('every send is offered one to five times, and each number occurs', () => {
  const times = plan.sends.map((_, n) => plan.offers.filter((offered) => offered === n).length);
  expect(new Set(times)).toEqual(new Set([1, 2, 3, 4, 5]));
});

test('some offers of a send come at the same moment, and some much later', () => {
  const gaps = plan.sends.flatMap((_, n) => {
    const places = plan.offers.flatMap((offered, at) => (offered === n ? [at] : []));
    return places.slice(1).map((place, before) => place - (places[before] ?? 0));
  });
  expect(gaps.filter((gap) => gap === 1).length).toBeGreaterThan(100);
  expect(gaps.filter((gap) => gap > 200).length).toBeGreaterThan(100);
});

test('as many kills as asked for, spread over every placement, while offers are left', () => {
  expect(kills).toHaveLength(100);
  expect(new Set(kills)).toEqual(new Set(placements.map(({ name }) => name)));
  for (const at of plan.disturbances.keys()) expect(at).toBeLessThan(plan.offers.length);
});

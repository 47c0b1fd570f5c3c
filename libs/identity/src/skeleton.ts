import { domainToUnicode } from 'node:url';

/** What looks like a Latin letter, by the letter. A selection of Unicode's confusables (UTS 39) that domain names can hold. */
const confusables: Record<string, string> = {
  a: 'аαɑ',
  b: 'ьƅ',
  c: 'сϲ',
  d: 'ԁđ',
  e: 'еєҽ3',
  g: 'ɡց',
  h: 'һհ',
  i: 'іıɩι',
  j: 'јϳ',
  k: 'кκ',
  l: 'ӏłɭ1',
  m: 'м',
  n: 'ոη',
  o: 'оοօø0',
  p: 'рρ',
  q: 'ԛզ',
  r: 'г',
  s: 'ѕꜱ5',
  t: 'тτ',
  u: 'υս',
  v: 'νѵ',
  w: 'ԝωա',
  x: 'хχ',
  y: 'уүγ',
  z: 'ᴢ',
};
const letterOf = new Map(
  Object.entries(confusables).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);
/** Two letters that look like one. */
const pairs: [pair: string, letter: string][] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];

/** A domain as the eye reads it: two domains with the same skeleton are hard to tell apart. Not a domain itself. */
export function skeleton(domain: string): string {
  const plain = [...domainToUnicode(domain).normalize('NFKD').replaceAll(/\p{M}/gu, '')]
    .map((character) => letterOf.get(character) ?? character)
    .join('');
  return pairs.reduce((text, [pair, letter]) => text.replaceAll(pair, letter), plain);
}

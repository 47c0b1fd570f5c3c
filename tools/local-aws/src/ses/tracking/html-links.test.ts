import { trackLinks } from './html-links';

const tracked = (html: string) => trackLinks(html, (number) => `T${number}`);

test.each([
  ['<a href="https://a.example/">x</a>', '<a href="T1">x</a>', ['https://a.example/']],
  ["<a href='http://a.example/?b=1&amp;c=2'>x</a>", '<a href="T1">x</a>', ['http://a.example/?b=1&c=2']],
  ['<a href=https://a.example/?b=1>x</a>', '<a href="T1">x</a>', ['https://a.example/?b=1']],
  [
    '<A CLASS="b" HREF="HTTPS://A.EXAMPLE" title="a > b">x</A>',
    '<A CLASS="b" href="T1" title="a > b">x</A>',
    ['HTTPS://A.EXAMPLE'],
  ],
  ['<a\n  href = "https://a.example/"\n>x</a>', '<a\n  href="T1"\n>x</a>', ['https://a.example/']],
  ['<a data-href="https://a.example/">x</a>', '<a data-href="https://a.example/">x</a>', []],
  ['<a title="href=https://a.example/">x</a>', '<a title="href=https://a.example/">x</a>', []],
  ['<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>', []],
  ['<a href="#top">x</a>', '<a href="#top">x</a>', []],
  ['<a href="{{unsubscribe}}">x</a>', '<a href="{{unsubscribe}}">x</a>', []],
  ['<abbr href="https://a.example/">x</abbr>', '<abbr href="https://a.example/">x</abbr>', []],
  ['<a ses:no-track href="https://a.example/">x</a>', '<a href="https://a.example/">x</a>', []],
  ['<a href="https://a.example/" ses:no-track="">x</a>', '<a href="https://a.example/">x</a>', []],
])('%s', (html, rewritten, urls) => {
  const { html: got, links } = tracked(html);
  expect({ got, urls: links.map(({ url }) => url) }).toEqual({ got: rewritten, urls });
});

test('links are counted as they come, and the same address twice is two links', () => {
  const { html, links } = tracked(
    '<a href="https://a.example/">1</a> <a href="https://b.example/">2</a> <a href="https://a.example/">3</a>',
  );
  expect(html).toBe('<a href="T1">1</a> <a href="T2">2</a> <a href="T3">3</a>');
  expect(links.map(({ url }) => url)).toEqual(['https://a.example/', 'https://b.example/', 'https://a.example/']);
});

test.each([
  ['', null],
  [' ses:tags="campaign:spring;section:footer;section:legal;"', { campaign: ['spring'], section: ['footer', 'legal'] }],
  [' ses:tags="link:home"', { link: ['home'] }],
  [' ses:tags="nothing"', {}],
])('the tags of a link with%s', (attribute, tags) => {
  const { html, links } = tracked(`<a href="https://a.example/"${attribute}>x</a>`);
  expect(links).toEqual([{ url: 'https://a.example/', tags }]);
  expect(html).toBe('<a href="T1">x</a>');
});

test('of more than 250 links the rest leads where the sender wrote', () => {
  const { html, links } = tracked('<a href="https://a.example/">x</a>'.repeat(252));
  expect(links).toHaveLength(250);
  expect(html.match(/href="T/g)).toHaveLength(250);
  expect(html.endsWith('<a href="https://a.example/">x</a>'.repeat(2))).toBe(true);
});

test.each([
  ['<a '.repeat(300_000)],
  ['<a "'.repeat(300_000)],
  ['<a href='.repeat(100_000)],
  ["<a b='".repeat(200_000)],
  [`<a ${' '.repeat(1_000_000)}>`],
  [`<a b${' '.repeat(1_000_000)}>`],
  [`<a ${'b '.repeat(500_000)}`],
  [`<a href="${'&'.repeat(1_000_000)}">`],
  [`<a ses:tags="${':'.repeat(1_000_000)}" href="x">`],
  [`<a ses:tags="${'a'.repeat(1_000_000)}" href="x">`],
])('a megabyte of nonsense takes no time: case %#', (html) => {
  const before = process.cpuUsage();
  expect(tracked(html).links).toEqual([]);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
});

import { createHash } from 'node:crypto';
import { pageHeaders, unsubscribePage, type Page } from './unsubscribe-page';

const subject = { sender: 'Ben & Co', senderDomain: 'example.com', recipient: 'a•••@example.net' };
const pages: Page[] = [
  ...(['ask', 'unsubscribed', 'unsubscribed-by-another', 'suppressed', 'resubscribed'] as const).map((page) => ({
    page,
    subject,
  })),
  ...(['unknown', 'no-wish', 'too-large', 'unavailable', 'failed'] as const).map((page) => ({ page })),
];
const inside = (body: string, element: string) =>
  [...body.matchAll(new RegExp(`<${element}\\b[^>]*>(.*?)</${element}>`, 'gs'))].map(([, text = '']) => text);

test.each(pages)('the page $page has a language, one heading that is its title, and at most one button', (page) => {
  const { body } = unsubscribePage(page);
  expect(body).toMatch(/^<!doctype html>\s*<html lang="en">/);
  expect(inside(body, 'h1')).toEqual(inside(body, 'title'));
  expect(inside(body, 'h1')).toHaveLength(1);
  expect(inside(body, 'main')).toHaveLength(1);
  expect(inside(body, 'button').length).toBeLessThanOrEqual(1);
  expect(body.match(/<form method="post">/g) ?? []).toHaveLength(inside(body, 'button').length);
});

test.each(pages)('the page $page loads and runs nothing, and its policy allows its own style', (page) => {
  const { body } = unsubscribePage(page);
  expect(body).not.toMatch(/<(?:script|img|link|iframe|a)\b|\s(?:style|on\w+)=|https?:/);
  const styles = inside(body, 'style');
  const hash = createHash('sha256').update(styles.join('')).digest('base64');
  expect(styles).toHaveLength(1);
  expect(pageHeaders['content-security-policy']).toContain(`style-src 'sha256-${hash}';`);
});

test('what a sender is called is text, whatever it is', () => {
  const sender = `</title><script>alert("1")</script><img src='x' onerror=alert(1)>&amp;`;
  const { body } = unsubscribePage({ page: 'ask', subject: { ...subject, sender } });
  expect(body).not.toMatch(/<(?:script|img)\b/);
  expect(body).toContain(
    '&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=&#39;x&#39; onerror=alert(1)&gt;&amp;amp;',
  );
});

test('the colours of text have a contrast of at least 4.5 to 1, in light and in dark', () => {
  const { body } = unsubscribePage({ page: 'unknown' });
  const schemes = [...body.matchAll(/--ground:#[^}]+/g)].map(([colours]) =>
    Object.fromEntries(
      [...colours.matchAll(/--([a-z-]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [name, hex]),
    ),
  );
  expect(schemes).toHaveLength(2);
  for (const colours of schemes) {
    for (const [text, ground] of [
      ['text', 'card'],
      ['quiet', 'card'],
      ['act', 'card'],
      ['on-act', 'act'],
    ] as const) {
      expect({ text, ground, isEnough: contrast(colours[text] ?? '', colours[ground] ?? '') >= 4.5 }).toMatchObject({
        isEnough: true,
      });
    }
  }
});

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.slice(1).replaceAll(/./g, '$&$&') : hex.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

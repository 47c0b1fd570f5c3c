// `node tools/sesame/screenshots.mjs`: remakes docs/templates/*.png from apps/templates/examples, light and dark, by a Chromium
// that CHROMIUM names (/usr/bin/chromium unless set).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const previews = mkdtempSync(join(tmpdir(), 'sesame-previews-'));
const pictures = join(root, 'docs', 'templates');
const heights = { newsletter: 640, welcome: 620, receipt: 640, 'password-reset': 540 };
// Chromium's own numbers for what prefers-color-scheme answers.
const schemes = { light: 1, dark: 0 };

try {
  const command = [join(root, 'tools/sesame/run.mjs'), 'templates', 'preview'];
  execFileSync(process.execPath, [...command, join(root, 'apps/templates/examples'), previews], { stdio: 'inherit' });
  mkdirSync(pictures, { recursive: true });
  for (const page of readdirSync(previews).filter((name) => name.endsWith('.html'))) {
    const alias = page.replace('.html', '');
    for (const [scheme, number] of Object.entries(schemes)) {
      execFileSync(chromium, [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--hide-scrollbars',
        `--blink-settings=preferredColorScheme=${number}`,
        `--window-size=640,${heights[alias] ?? 800}`,
        `--screenshot=${join(pictures, `${alias}-${scheme}.png`)}`,
        `file://${join(previews, page)}`,
      ]);
    }
  }
} finally {
  rmSync(previews, { recursive: true });
}

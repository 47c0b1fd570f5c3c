import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { previewTemplates } from './preview-templates';

const examples = resolve(__dirname, '../../../apps/templates/examples');

test('the examples are sound, and are previewed as e-mails with their sample data, without a warning', async () => {
  const to = mkdtempSync(join(tmpdir(), 'sesame-previews-'));
  const said: string[] = [];
  try {
    expect(await previewTemplates(examples, to, { say: (line) => void said.push(line) })).toBe(0);
    expect(said.map((line) => line.replace(`${to}/`, ''))).toEqual([
      'newsletter.html: Ink, paper, and a quiet November',
      'password-reset.html: Set a new password for Juniper',
      'receipt.html: Your receipt from Juniper, order J-20418',
      'welcome.html: Welcome to Juniper, Ada',
    ]);
    const read = (name: string) => readFileSync(join(to, name), 'utf8');
    for (const part of ['receipt.html', 'receipt.txt']) {
      expect(read(part)).toMatch(/Field notebook, dotted[^]*Brass pencil sharpener[^]*€64\.50/);
      expect(read(part)).not.toContain('{{');
    }
    for (const part of ['newsletter.html', 'newsletter.txt']) {
      expect(read(part)).toContain('https://mail.example.com/unsubscribe/preview');
    }
    expect(read('receipt.html')).toContain('prefers-color-scheme: dark');
  } finally {
    rmSync(to, { recursive: true });
  }
});

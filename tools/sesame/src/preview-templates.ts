import { parseTemplate, renderEmail, sampleUnsubscribeUrl } from '@sesame/rendering';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSound } from './local-side';
import { writeSource } from './source-file';
import type { LocalTemplate } from './template-content';
import type { Terminal } from './terminal';

/**
 * `sesame templates preview`: writes `<alias>.html` and `<alias>.txt` as an e-mail with the sample data would hold them, for
 * a browser; a sample stands where the link to unsubscribe would. Asks no server. The exit code: 0 where all are written, 1 where some have no sample data that fit.
 */
export async function previewTemplates(folder: string, to: string, terminal: Pick<Terminal, 'say'>): Promise<number> {
  const templates = await readSound(folder, terminal);
  await mkdir(to, { recursive: true });
  let exitCode = 0;
  for (const template of templates) {
    const { alias } = template;
    const rendering = rendered(template);
    if (rendering === undefined) {
      terminal.say(`${alias} cannot be rendered without data; write them to sample.json.`);
      exitCode = 1;
      continue;
    }
    await writeSource(join(to, `${alias}.html`), rendering.html);
    await writeSource(join(to, `${alias}.txt`), rendering.text);
    terminal.say(`${join(to, `${alias}.html`)}: ${rendering.subject ?? '(no subject)'}`);
  }
  return exitCode;
}

function rendered({ content: { subject, html, text, variables }, sample = {} }: LocalTemplate) {
  const parsed = parseTemplate({ subject: subject ?? undefined, html, text: text ?? undefined });
  if (!parsed.ok) return undefined;
  const rendering = renderEmail(parsed.template, sample, variables ?? [], sampleUnsubscribeUrl);
  return rendering.ok ? rendering : undefined;
}

/** Text that is HTML already. */
export type Html = { readonly html: string };

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** HTML with every value that is not HTML itself escaped, so that nothing somebody wrote can be more than text. */
export function html(texts: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  const parts = texts.map((text, n) => {
    const value = values[n] ?? '';
    return (
      text +
      (typeof value === 'string'
        ? escaped(value)
        : [value]
            .flat()
            .map((part) => part.html)
            .join(''))
    );
  });
  return { html: parts.join('') };
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
}

import { createHash } from 'node:crypto';
import { html, type Html } from './html';
import { fieldsOf, type Wish } from './unsubscribe-form';

/** Who sends, and whom it is about: as people are shown it. */
export type Subject = { sender: string; senderDomain: string; recipient: string };

export type PageName =
  | 'ask'
  | 'unsubscribed'
  | 'unsubscribed-by-another'
  | 'suppressed'
  | 'resubscribed'
  | 'unknown'
  | 'no-wish'
  | 'too-large'
  | 'unavailable'
  | 'failed';

/** A page that is about an e-mail, and one that is about none. */
export type Page =
  | {
      page: Extract<PageName, 'ask' | 'unsubscribed' | 'unsubscribed-by-another' | 'suppressed' | 'resubscribed'>;
      subject: Subject;
    }
  | { page: Extract<PageName, 'unknown' | 'no-wish' | 'too-large' | 'unavailable' | 'failed'> };

const statusOf: Partial<Record<PageName, number>> = {
  unknown: 404,
  'no-wish': 422,
  'too-large': 413,
  unavailable: 503,
  failed: 500,
};

// Colours have a contrast of at least 4.5 on their ground (WCAG 2.2, 1.4.3), in both schemes.
const style = `
:root{color-scheme:light dark;--ground:#f4f4f5;--card:#fff;--text:#18181b;--quiet:#52525b;--line:#e4e4e7;--act:#1d4ed8;--on-act:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#111113;--card:#1c1c1f;--text:#f4f4f5;--quiet:#a1a1aa;--line:#3f3f46;--act:#93c5fd;--on-act:#0b1220}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--ground);color:var(--text);font:1rem/1.6 system-ui,sans-serif}
main{width:100%;max-width:32rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
p{margin:0 0 1rem;overflow-wrap:anywhere}
p:last-child{margin:0}
.quiet{color:var(--quiet)}
form{margin:1.5rem 0}
button{font:inherit;font-weight:600;padding:.65rem 1.25rem;border-radius:.5rem;border:1px solid var(--act);background:var(--act);color:var(--on-act);cursor:pointer}
button.second{background:transparent;color:var(--act)}
button:focus-visible{outline:3px solid var(--text);outline-offset:2px}
`;

const styleElement: Html = { html: `<style>${style}</style>` };

/** What every page is answered with: nothing but its own style is loaded or run, and nobody is told where it was. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

/** A page with the status it is answered with. It works without scripts: its buttons are forms that post to its own URL. */
export function unsubscribePage(page: Page): { statusCode: number; body: string } {
  const { title, text } = contentOf(page);
  const { html: body } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${text}
        </main>
      </body>
    </html> `;
  return { statusCode: statusOf[page.page] ?? 200, body };
}

function contentOf(page: Page): { title: string; text: Html } {
  switch (page.page) {
    case 'ask':
      return {
        title: 'Unsubscribe from marketing mail?',
        text: html`<p>
            ${fromWhom(page.subject)} will no longer send marketing mail to
            <strong>${page.subject.recipient}</strong>, and neither will anybody else who sends from the same system.
          </p>
          <p class="quiet">Messages you need, such as receipts and new passwords, still come.</p>
          ${button('unsubscribe', 'Unsubscribe')}
          <p class="quiet">If you change nothing here, nothing changes.</p>`,
      };
    case 'unsubscribed':
      return {
        title: 'You are unsubscribed',
        text: html`<p>
            <strong>${page.subject.recipient}</strong> gets no more marketing mail from ${fromWhom(page.subject)}. What
            is on its way already may still arrive.
          </p>
          <p>This was a mistake?</p>
          ${button('resubscribe', 'Subscribe again')}
          <p class="quiet">Messages you need, such as receipts and new passwords, still come.</p>`,
      };
    case 'unsubscribed-by-another':
      return {
        title: 'You are unsubscribed',
        text: html`<p>
            <strong>${page.subject.recipient}</strong> gets no more marketing mail from ${fromWhom(page.subject)}. It
            was unsubscribed by another message.
          </p>
          <p class="quiet">To subscribe again, use the link in that message, or ask the sender.</p>`,
      };
    case 'suppressed':
      return {
        title: 'You get no more marketing mail',
        text: html`<p>
          Nothing is sent to <strong>${page.subject.recipient}</strong> by ${fromWhom(page.subject)}, for another reason
          than this message. There is nothing left to do.
        </p>`,
      };
    case 'resubscribed':
      return {
        title: 'You are subscribed again',
        text: html`<p>
            <strong>${page.subject.recipient}</strong> gets marketing mail from ${fromWhom(page.subject)} as before.
          </p>
          <p>You want to unsubscribe after all?</p>
          ${button('unsubscribe', 'Unsubscribe')}`,
      };
    case 'unknown':
      return {
        title: 'This link does not work any more',
        text: html`<p>
          It is not complete, or its message is more than 90 days old. Please use the link in a newer message, or answer
          to one and ask not to get any more.
        </p>`,
      };
    case 'no-wish':
      return {
        title: 'Nothing was changed',
        text: html`<p>
          The form did not arrive as it was sent. Please open the link in the message again, and press its button.
        </p>`,
      };
    case 'too-large':
      return {
        title: 'Nothing was changed',
        text: html`<p>
          What was sent is larger than the form on this page can be. Please open the link in the message again, and
          press its button.
        </p>`,
      };
    case 'unavailable':
      return {
        title: 'Please try again in a minute',
        text: html`<p>
          This cannot be looked up at the moment, so nothing was changed. Load this page again, or press the button in
          it once more.
        </p>`,
      };
    case 'failed':
      return {
        title: 'Something went wrong',
        text: html`<p>It was noted. Please open the link in the message again.</p>`,
      };
  }
}

function fromWhom({ sender, senderDomain }: Subject): Html {
  return sender === '' ? html`<strong>${senderDomain}</strong>` : html`<strong>${sender}</strong> (${senderDomain})`;
}

function button(wish: Wish, label: string): Html {
  const { name, value } = fieldsOf[wish];
  const style = wish === 'unsubscribe' ? 'first' : 'second';
  return html`<form method="post"><button class="${style}" name="${name}" value="${value}">${label}</button></form>`;
}

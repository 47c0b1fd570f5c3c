import fc from 'fast-check';
import { mailboxRefusals, type MailboxRefusal } from './mailbox-refusal';
import { parseMailbox } from './parse-mailbox';

const accepted: [text: string, address: string, displayName?: string][] = [
  ['jane@example.com', 'jane@example.com'],
  ['  jane@example.com  ', 'jane@example.com'],
  ['<jane@example.com>', 'jane@example.com'],
  ['Jane.Doe+news@EXAMPLE.com', 'Jane.Doe+news@example.com'],
  ['Jane Doe <jane@example.com>', 'jane@example.com', 'Jane Doe'],
  ['J. Doe <jane@example.com>', 'jane@example.com', 'J. Doe'],
  ['"Doe, Jane" <jane@example.com>', 'jane@example.com', 'Doe, Jane'],
  ['"Jane (Sales): \\"JD\\"" <jane@example.com>', 'jane@example.com', 'Jane (Sales): "JD"'],
  ['"<jane>" <jane@example.com>', 'jane@example.com', '<jane>'],
  ['"" <jane@example.com>', 'jane@example.com'],
  ['jane@example.com <Jane@Example.com>', 'Jane@example.com', 'jane@example.com'],
  ['Team @ Example <jane@example.com>', 'jane@example.com', 'Team @ Example'],
  ['Zoë 你好 <jane@example.com>', 'jane@example.com', 'Zoë 你好'],
  ['jane@bücher.example', 'jane@xn--bcher-kva.example'],
  ['jane@STRASSE。example', 'jane@strasse.example'],
  [`${'l'.repeat(64)}@example.com`, `${'l'.repeat(64)}@example.com`],
];

test.each(accepted.map(([text, address, displayName]) => ({ text, address, displayName })))(
  '$text is one mailbox',
  ({ text, address, displayName }) => {
    const at = address.indexOf('@');
    const mailbox = { address, localPart: address.slice(0, at), domain: address.slice(at + 1) };
    expect(parseMailbox(text)).toEqual({
      ok: true,
      mailbox: displayName === undefined ? mailbox : { ...mailbox, displayName },
    });
  },
);

const refused: [reason: MailboxRefusal, text: string][] = [
  ['empty', ''],
  ['empty', '   '],
  ['empty', 'Jane <>'],
  ['too_long', `${'l'.repeat(65)}@example.com`],
  ['too_long', `jane@${'d'.repeat(320)}.com`],
  ['too_long', `${'J'.repeat(1_000)} <jane@example.com>`],
  ['forbidden_character', 'jane@example.com\r\nBcc: x@example.com'],
  ['forbidden_character', 'Jane\n <jane@example.com>'],
  ['forbidden_character', 'jane@example.com\u0000'],
  ['forbidden_character', 'jane\u2028@example.com'],
  ['forbidden_character', 'Jane\u2029 <jane@example.com>'],
  ['forbidden_character', 'Jane \u202Emoc.elpmaxe <jane@example.com>'],
  ['forbidden_character', 'ja\u200Bne@example.com'],
  ['forbidden_character', 'jane@exam\u200Dple.com'],
  ['forbidden_character', 'Jane \ud800 <jane@example.com>'],
  ['unbalanced_quotes', '"Jane <jane@example.com>'],
  ['unbalanced_quotes', '"Jane\\" <jane@example.com>'],
  ['unbalanced_brackets', 'Jane <jane@example.com'],
  ['unbalanced_brackets', 'jane@example.com>'],
  ['unbalanced_brackets', '<<jane@example.com>>'],
  ['group', 'Team: jane@example.com, john@example.com;'],
  ['group', 'undisclosed-recipients:;'],
  ['source_route', '<@relay.example,@other.example:jane@example.com>'],
  ['several_addresses', 'jane@example.com, john@example.com'],
  ['several_addresses', 'jane@example.com; john@example.com'],
  ['several_addresses', 'Doe, Jane <jane@example.com>'],
  ['several_addresses', '<jane@example.com> <john@example.com>'],
  ['several_addresses', '<jane@example.com,john>'],
  ['comment', 'jane@example.com (Jane)'],
  ['comment', 'Jane (Sales) <jane@example.com>'],
  ['text_after_address', '<jane@example.com> Jane'],
  ['encoded_display_name', '=?utf-8?q?a=0D=0ABcc=3A?= <jane@example.com>'],
  ['display_name_holds_address', 'ceo@other.test <x@bench.test>'],
  ['display_name_holds_address', '"Chief (ceo@other.test)" <x@bench.test>'],
  ['display_name_holds_address', 'ceo＠other.test <x@bench.test>'],
  ['no_at', 'jane'],
  ['no_at', '"Jane"'],
  ['no_at', 'Jane <jane>'],
  ['several_ats', 'jane@john@example.com'],
  ['quoted_local_part', '"jane doe"@example.com'],
  ['quoted_local_part', '<"jane>doe"@example.com>'],
  ['empty_local_part', '@example.com'],
  ['non_ascii_local_part', 'zoë@example.com'],
  ['bad_local_part', 'jane doe@example.com'],
  ['bad_local_part', '.jane@example.com'],
  ['bad_local_part', 'jane..doe@example.com'],
  ['bad_local_part', 'jane.@example.com'],
  ['bad_local_part', 'jane\\doe@example.com'],
  ['ip_literal', 'jane@[192.0.2.1]'],
  ['ip_literal', 'jane@[IPv6:2001:db8::1]'],
  ['ip_literal', 'jane@192.0.2.1'],
  ['bad_domain', 'jane@'],
  ['bad_domain', 'jane@localhost'],
  ['bad_domain', 'jane@example..com'],
  ['bad_domain', 'jane@example.com.'],
  ['bad_domain', 'jane@-example.com'],
  ['bad_domain', 'jane@example.0x7f'],
  ['bad_domain', 'jane@exam_ple.com'],
  ['bad_domain', 'jane@exa mple.com'],
  ['bad_domain', 'jane@bücher/.example'],
  ['bad_domain', `jane@${'d'.repeat(64)}.com`],
  ['bad_domain', `jane@${'d.'.repeat(126)}com`],
];

test.each(refused)('refused as %s: %j', (reason, text) => {
  expect(parseMailbox(text)).toEqual({ ok: false, reason, sentence: mailboxRefusals[reason] });
});

test('every reason to refuse has a case of its own', () => {
  expect(new Set(refused.map(([reason]) => reason))).toEqual(new Set(Object.keys(mailboxRefusals)));
});

test('whatever the text, an accepted address is one plain address and a display name shows no other', () => {
  const piece = fc.constantFrom(
    'jane',
    '@',
    'example.com',
    '<',
    '>',
    '"',
    '\\',
    ',',
    ';',
    ':',
    '(',
    ')',
    ' ',
    '.',
    'ü',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }).map((noise) => `${noise}jane@example.com`),
  );
  fc.assert(
    fc.property(text, (each) => {
      const parsed = parseMailbox(each);
      if (!parsed.ok) return;
      expect(parsed.mailbox.address).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
      expect(parsed.mailbox.address).not.toMatch(/[<>",;:()[\]\\]/);
      expect(parseMailbox(parsed.mailbox.address)).toMatchObject({ ok: true });
    }),
  );
});

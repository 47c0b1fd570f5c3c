import { hasVirus } from './virus';

const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

const file = (content: string) => ({
  fileName: 'a.txt',
  content: Buffer.from(content).toString('base64'),
  disposition: 'ATTACHMENT' as const,
  transferEncoding: 'BASE64' as const,
});

test.each([
  [{ subject: 'Hi', text: `Look: ${eicar}\n` }, true],
  [{ subject: 'Hi', text: 'Hi', html: `<pre>${eicar}</pre>` }, true],
  [{ subject: eicar, text: 'Hi' }, true],
  [{ subject: 'Hi', text: 'Hi', attachments: [file(eicar)] }, true],
  [{ subject: 'Hi', text: 'Hi', attachments: [file('Hi')] }, false],
  [{ subject: 'Hi', text: eicar.slice(1) }, false],
  [{ subject: 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', text: 'Hi' }, false],
])('case %#: of all viruses the test file alone is one', (email, expected) => {
  expect(hasVirus({ attachments: [], ...email })).toBe(expected);
});

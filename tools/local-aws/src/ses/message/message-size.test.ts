import type { Attachment } from './attachment';
import { requireSize } from './message-size';

const megabyte = 1024 * 1024;
const message = { subject: 'Hi', text: 'Hi', headers: [], attachments: [] };
const file = (encodedBytes: number): Attachment => ({
  ...{ fileName: 'a.bin', content: 'A'.repeat(encodedBytes), disposition: 'ATTACHMENT', transferEncoding: 'BASE64' },
});

test('a message counts as it is encoded, with the ends of its lines: 40 MB and no more', () => {
  expect(() => requireSize({ ...message, attachments: [file(38 * megabyte)] })).not.toThrow();
  expect(() => requireSize({ ...message, attachments: [file(39 * megabyte)] })).toThrow(
    /^Message length is more than 41943040 bytes long: '4\d{7}'\.$/,
  );
  expect(() => requireSize({ ...message, attachments: [file(20 * megabyte), file(20 * megabyte)] })).toThrow();
  expect(() => requireSize({ ...message, text: 'x'.repeat(40 * megabyte) })).toThrow();
});

test('a message has at most 500 parts', () => {
  expect(() => requireSize({ ...message, attachments: Array(495).fill(file(4)) })).not.toThrow();
  expect(() => requireSize({ ...message, attachments: Array(496).fill(file(4)) })).toThrow('500 MIME parts');
});

import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import type { Draft } from './draft';
import { storeAttachments } from './store-attachments';

const drafted = (): Draft => ({
  id: '01936f9e-2c00-7000-8000-0000000000ab',
  holder: { connection: 'own', keyId: 'key-1', permission: 'full_access' },
  acceptedAt: new Date(),
  suppressed: [],
  request: {
    attachments: [
      { filename: 'a', content: Buffer.from('Hello') },
      { filename: 'b.pdf', contentType: 'application/pdf', path: 'https://files.example.org/b.pdf' },
    ],
  } as unknown as Draft['request'],
});

test('bytes are stored under the connection and the e-mail, once however often it is accepted; URLs are kept for later', async () => {
  const attachments = attachmentsInMemory();
  const store = storeAttachments({ attachments });
  const [first] = await store([drafted()]);
  const [again] = await store([drafted()]);

  expect(first).toEqual({ ...again, acceptedAt: expect.any(Date) });
  expect(first).toMatchObject({
    attachments: [
      { filename: 'a', contentType: 'application/octet-stream', bytes: { size: 5 } },
      { filename: 'b.pdf', contentType: 'application/pdf', path: 'https://files.example.org/b.pdf' },
    ],
  });
  expect(attachments.keys()).toEqual([
    expect.stringMatching(/^own\/01936f9e-2c00-7000-8000-0000000000ab\/[0-9a-f]{64}$/),
  ]);
});

test('a store that does not answer decides nothing', async () => {
  const attachments = { put: () => Promise.reject(new RangeError('away')) };
  await expect(storeAttachments({ attachments })([drafted()])).rejects.toThrow('away');
});

import { origins } from '@sesame/suppression';
import * as z from 'zod/mini';
import { suppressionSchemas } from './openapi';
import { suppressionAnswer } from './read/suppression-answer';

test.each(origins)('an entry because of a %s is shown as it is described', (origin) => {
  const answer = suppressionAnswer({
    id: '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7',
    email: 'ada@example.net',
    origin,
    sourceId: '0193a1b2-0000-7000-8000-000000000001',
    feedbackId: 'feedback-1',
    createdAt: new Date('2026-11-22T12:00:00.000Z'),
  });

  expect(z.parse(suppressionSchemas.entry, answer)).toEqual(answer);
});

import * as z from 'zod';
import { type Door, json, refused } from './door';

const input = z.strictObject({ advanceMs: z.int().positive() });

/** `POST /_sesame/clock {"advanceMs": 60000}`: moves time forward for every part, Lambda processes included. */
export const advanceClock: Door = {
  method: 'POST',
  path: '/_sesame/clock',
  open({ clock }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success)
      return refused(422, 'Say by how much: {"advanceMs": 60000}, a whole number above 0. Time does not go back.');
    clock.advance(parsed.data.advanceMs);
    return json({ now: new Date(clock.now()).toISOString(), advancedMs: clock.advancedMs() });
  },
};

import type { Dice } from './dice';

/** An id as SES makes them, of a message or a feedback: `0102019a49386938-3deffd81-ff2c-7044-52fd-5130abd503b2-000000`. */
export function sesId(dice: Dice, time: number): string {
  const parts = [8, 4, 4, 4, 12].map((digits) => dice.hex(digits));
  return `0100${time.toString(16).padStart(12, '0')}-${parts.join('-')}-000000`;
}

/** A UUIDv7 (RFC 9562), as Sesame names e-mails. */
export function uuidV7(dice: Dice, time: number): string {
  const stamp = time.toString(16).padStart(12, '0');
  const variant = (8 + dice.whole(4)).toString(16);
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${dice.hex(3)}-${variant}${dice.hex(3)}-${dice.hex(12)}`;
}

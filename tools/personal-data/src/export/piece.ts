import { ownConnection } from '@sesame/email';
import type { Bucket } from '@sesame/ledger';

const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A day of UTC, or some hours of one, from a time in milliseconds on and up to another, which is not in it. */
export type Piece = { name: string; from: number; to: number };

/** A range of whole hours in pieces of a day at most: `2026-11-22` for a whole one, `2026-11-22T12-18` for some hours. */
export function piecesOf(from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  for (let start = from; start < to;) {
    const midnight = start - (start % dayMs);
    const end = Math.min(to, midnight + dayMs);
    const day = new Date(start).toISOString().slice(0, 'yyyy-mm-dd'.length);
    const hours = [start, end].map((time) => String((time - midnight) / hourMs).padStart(2, '0')).join('-');
    pieces.push({ name: hours === '00-24' ? day : `${day}T${hours}`, from: start, to: end });
    start = end;
  }
  return pieces;
}

/** The minutes of a piece, in order. */
export function* minutesOf({ from, to }: Piece): Generator<Bucket> {
  for (let time = from; time < to; time += minuteMs) {
    yield { connection: ownConnection, minute: new Date(time).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length) };
  }
}

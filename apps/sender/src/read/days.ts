const dayMs = 24 * 60 * 60_000;

/** The UTC days from one time to another, both included, in their order: `2026-11-22`. */
export function daysBetween(from: number, to: number): string[] {
  const first = Math.floor(from / dayMs);
  const count = Math.max(0, Math.floor(to / dayMs) - first + 1);
  return Array.from({ length: count }, (_, n) => new Date((first + n) * dayMs).toISOString().slice(0, 10));
}

/** The time in a UUIDv7 (RFC 9562), in epoch milliseconds: its first 48 bits. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

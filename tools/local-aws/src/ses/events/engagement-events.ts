import type { TrackedLink } from '../tracking/html-links';

/** Whoever fetched a pixel or followed a link. */
export interface Visitor {
  ipAddress: string;
  userAgent: string;
}

/** The pixel of a message was fetched; each time is an event of its own. */
export interface OpenEvent {
  eventType: 'Open';
  open: Visitor & { timestamp: string };
}

/** A link of a message was followed; each time is an event of its own. */
export interface ClickEvent {
  eventType: 'Click';
  click: Visitor & { timestamp: string; link: string; linkTags: Record<string, string[]> | null };
}

export function openEvent({ ipAddress, userAgent }: Visitor, now: number): OpenEvent {
  return { eventType: 'Open', open: { ipAddress, timestamp: new Date(now).toISOString(), userAgent } };
}

export function clickEvent({ url, tags }: TrackedLink, { ipAddress, userAgent }: Visitor, now: number): ClickEvent {
  const timestamp = new Date(now).toISOString();
  return { eventType: 'Click', click: { ipAddress, link: url, linkTags: tags, timestamp, userAgent } };
}

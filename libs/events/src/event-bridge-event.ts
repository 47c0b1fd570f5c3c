import * as z from 'zod/mini';
import type { SesMessage } from './envelope';
import { openObject } from './open-object';
import { parsed } from './parsed';
import { parseSesRecord } from './ses-record';

const envelope = z.object({ source: z.literal('aws.ses'), 'detail-type': z.string(), detail: openObject({}) });

/**
 * Reads an event of EventBridge, as Lambda gets it. Whether it is about an e-mail is told by its detail, which says what
 * happened, or by a detail type that begins with `Email`; every other event of SES is a `control` (AWS documentation:
 * "Amazon SES events using EventBridge").
 * @throws MalformedEventError
 */
export function parseEventBridgeEvent(event: unknown, where = 'event'): SesMessage {
  const { 'detail-type': name, detail } = parsed(envelope, where, event);
  const isAboutEmail = name.startsWith('Email ') || 'eventType' in detail;
  const content = isAboutEmail ? parseSesRecord(`${where}.detail`, detail) : ({ kind: 'control', name } as const);
  return { envelope: 'event-bridge', ...content };
}

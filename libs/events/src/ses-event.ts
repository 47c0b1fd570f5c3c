import * as z from 'zod/mini';
import { bounce, type Bounce } from './bounce';
import { click, type Click } from './click';
import { complaint, type Complaint } from './complaint';
import { delivery, type Delivery } from './delivery';
import { deliveryDelay, type DeliveryDelay } from './delivery-delay';
import { mail, type Mail } from './mail';
import { open, type Open } from './open';
import { openObject } from './open-object';
import { parsed } from './parsed';
import { reject, type Reject } from './reject';
import { renderingFailure, type RenderingFailure } from './rendering-failure';
import { subscription, type Subscription } from './subscription';
import { tolerant } from './tolerant';

/** An event as SES publishes it for a configuration set. */
export type SesEvent =
  /** SES took the call and will try; one for the message, whatever the number of its recipients. */
  | { type: 'send'; mail: Mail }
  | { type: 'delivery'; mail: Mail; delivery: Delivery }
  | { type: 'bounce'; mail: Mail; bounce: Bounce }
  | { type: 'complaint'; mail: Mail; complaint: Complaint }
  | { type: 'reject'; mail: Mail; reject: Reject }
  | { type: 'open'; mail: Mail; open: Open }
  | { type: 'click'; mail: Mail; click: Click }
  | { type: 'rendering-failure'; mail: Mail; failure: RenderingFailure }
  | { type: 'delivery-delay'; mail: Mail; deliveryDelay: DeliveryDelay }
  | { type: 'subscription'; mail: Mail; subscription: Subscription }
  /** An event that SES added since, as it came. */
  | { type: 'other'; mail: Mail | undefined; eventType: string; record: Readonly<Record<string, unknown>> };

const anyEvent = openObject({ eventType: z.string() });
const sendEvent = z.object({ mail });
const deliveryEvent = z.object({ mail, delivery });
const bounceEvent = z.object({ mail, bounce });
const complaintEvent = z.object({ mail, complaint });
const rejectEvent = z.object({ mail, reject });
const openEvent = z.object({ mail, open });
const clickEvent = z.object({ mail, click });
const renderingFailureEvent = z.object({ mail, failure: renderingFailure });
const deliveryDelayEvent = z.object({ mail, deliveryDelay });
const subscriptionEvent = z.object({ mail, subscription });
const otherEvent = z.object({ mail: tolerant(mail) });

/**
 * Reads an event by its `eventType`, spelled as SES does: `Rendering Failure` has a space, and what it says is under `failure`.
 * @throws MalformedEventError
 */
export function parseSesEvent(where: string, value: unknown): SesEvent {
  const record = parsed(anyEvent, where, value);
  const { eventType } = record;
  switch (eventType) {
    case 'Send':
      return { type: 'send', ...parsed(sendEvent, where, value) };
    case 'Delivery':
      return { type: 'delivery', ...parsed(deliveryEvent, where, value) };
    case 'Bounce':
      return { type: 'bounce', ...parsed(bounceEvent, where, value) };
    case 'Complaint':
      return { type: 'complaint', ...parsed(complaintEvent, where, value) };
    case 'Reject':
      return { type: 'reject', ...parsed(rejectEvent, where, value) };
    case 'Open':
      return { type: 'open', ...parsed(openEvent, where, value) };
    case 'Click':
      return { type: 'click', ...parsed(clickEvent, where, value) };
    case 'Rendering Failure':
      return { type: 'rendering-failure', ...parsed(renderingFailureEvent, where, value) };
    case 'DeliveryDelay':
      return { type: 'delivery-delay', ...parsed(deliveryDelayEvent, where, value) };
    case 'Subscription':
      return { type: 'subscription', ...parsed(subscriptionEvent, where, value) };
    default:
      return { type: 'other', mail: parsed(otherEvent, where, value).mail, eventType, record };
  }
}

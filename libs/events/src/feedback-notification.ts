import * as z from 'zod/mini';
import { bounce, type Bounce } from './bounce';
import { complaint, type Complaint } from './complaint';
import { delivery, type Delivery } from './delivery';
import { mail, type Mail } from './mail';
import { openObject } from './open-object';
import { parsed } from './parsed';
import { tolerant } from './tolerant';

/**
 * Feedback as SES sends it to a topic of an identity, rather than of a configuration set. An identity that has both says
 * everything twice.
 */
export type FeedbackNotification =
  | { type: 'bounce'; mail: Mail; bounce: Bounce }
  | { type: 'complaint'; mail: Mail; complaint: Complaint }
  | { type: 'delivery'; mail: Mail; delivery: Delivery }
  /** SES's word that the topic is set up, which is about no message. */
  | { type: 'setup' }
  /** A notification that SES added since, as it came. */
  | { type: 'other'; mail: Mail | undefined; notificationType: string; record: Readonly<Record<string, unknown>> };

const anyNotification = openObject({ notificationType: z.string() });
const bounceNotification = z.object({ mail, bounce });
const complaintNotification = z.object({ mail, complaint });
const deliveryNotification = z.object({ mail, delivery });
const otherNotification = z.object({ mail: tolerant(mail) });

/**
 * Reads a feedback notification by its `notificationType` (AWS documentation: "Amazon SNS notification contents for
 * Amazon SES").
 * @throws MalformedEventError
 */
export function parseFeedbackNotification(where: string, value: unknown): FeedbackNotification {
  const record = parsed(anyNotification, where, value);
  const { notificationType } = record;
  switch (notificationType) {
    case 'Bounce':
      return { type: 'bounce', ...parsed(bounceNotification, where, value) };
    case 'Complaint':
      return { type: 'complaint', ...parsed(complaintNotification, where, value) };
    case 'Delivery':
      return { type: 'delivery', ...parsed(deliveryNotification, where, value) };
    case 'AmazonSnsSubscriptionSucceeded':
      return { type: 'setup' };
    default: {
      const { mail } = parsed(otherNotification, where, value);
      return { type: 'other', mail, notificationType, record };
    }
  }
}

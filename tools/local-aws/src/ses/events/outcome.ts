import type { SuppressionReason } from '../suppression-list';
import type { BounceCause } from './bounce-event';
import { isSimulated, simulatorMailboxOf } from './mailbox-simulator';

/** What the receiving side does with a message for one address. */
export type Reception = 'takes it' | 'knows no such user' | 'is suppressed' | 'answers out of office' | 'complains';

/** The simulator's addresses do what they are there for; every other receiver takes all mail. */
export function receptionAt(address: string): Reception {
  switch (simulatorMailboxOf(address)) {
    case 'bounce':
      return 'knows no such user';
    case 'suppressionlist':
      return 'is suppressed';
    case 'ooto':
      return 'answers out of office';
    case 'complaint':
      return 'complains';
    default:
      return 'takes it';
  }
}

/** One thing that came of a message after it was accepted; each becomes an event. */
export type Outcome =
  | { kind: 'delivery'; recipient: string }
  /** All recipients that bounced for one cause stand in one record, as SES combines them (observed). */
  | { kind: 'bounce'; cause: BounceCause; recipients: string[] }
  | { kind: 'complaint'; recipient: string; held: boolean };

/**
 * What becomes of a message, recipient by recipient: deliveries first, then bounces, then complaints. `heldBy` tells the
 * reason for which the account's suppression list holds an address back; nothing is tried for such a recipient, and the
 * others are served.
 */
export function outcomesOf(
  recipients: string[],
  heldBy: (address: string) => SuppressionReason | undefined,
  reception: (address: string) => Reception = receptionAt,
): Outcome[] {
  const fates = recipients.map((recipient) => ({ recipient, ...fateOf(heldBy(recipient), reception(recipient)) }));
  const causes = new Set(fates.flatMap(({ bounce }) => bounce ?? []));
  return [
    ...fates.filter((fate) => fate.delivered).map(({ recipient }): Outcome => ({ kind: 'delivery', recipient })),
    ...[...causes].map((cause): Outcome => {
      const bounced = fates.filter((fate) => fate.bounce === cause);
      return { kind: 'bounce', cause, recipients: bounced.map(({ recipient }) => recipient) };
    }),
    ...fates
      .filter((fate) => fate.complained)
      .map(({ recipient, delivered }): Outcome => ({ kind: 'complaint', recipient, held: !delivered })),
  ];
}

/** Whether a server of SES has spoken to the receiver. */
export function isHandedOver(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'delivery':
      return true;
    case 'bounce':
      return outcome.cause !== 'on account suppression list';
    case 'complaint':
      return !outcome.held;
  }
}

/** Whom SES itself puts on the list: a hard bounce or a fresh complaint, never an address of the simulator (observed). */
export function newlySuppressed(outcome: Outcome): { reason: SuppressionReason; addresses: string[] } | undefined {
  const real = (addresses: string[]) => addresses.filter((address) => !isSimulated(address));
  if (outcome.kind === 'bounce' && outcome.cause === 'unknown user') {
    return { reason: 'BOUNCE', addresses: real(outcome.recipients) };
  }
  if (outcome.kind === 'complaint' && !outcome.held) {
    return { reason: 'COMPLAINT', addresses: real([outcome.recipient]) };
  }
  return undefined;
}

interface Fate {
  delivered: boolean;
  bounce?: BounceCause;
  complained?: true;
}

function fateOf(held: SuppressionReason | undefined, reception: Reception): Fate {
  if (held === 'BOUNCE') return { delivered: false, bounce: 'on account suppression list' };
  if (held === 'COMPLAINT') return { delivered: false, complained: true };
  switch (reception) {
    case 'takes it':
      return { delivered: true };
    case 'knows no such user':
      return { delivered: false, bounce: 'unknown user' };
    case 'is suppressed':
      return { delivered: false, bounce: 'suppressed address' };
    case 'answers out of office':
      return { delivered: true, bounce: 'out of office' };
    case 'complains':
      return { delivered: true, complained: true };
  }
}

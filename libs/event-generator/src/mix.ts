/** What becomes of mail, as shares of 1; `repeaters` is how many of the recipients are of the few that get mail often. */
export interface Mix {
  severalRecipients: number;
  marketing: number;
  simulator: number;
  repeaters: number;
  rejected: number;
  renderingFailed: number;
  delayed: number;
  hardBounce: number;
  softBounce: number;
  complaint: number;
  /** Of marketing mail, which alone is tracked. */
  opened: number;
  /** Of what was opened. */
  clicked: number;
  subscription: number;
  /** Of reports, those by a clock that is wrong by up to a quarter of an hour. */
  skewedClock: number;
}

/**
 * `usual` is mail such as SES lets an account send (bounces below 5 %, complaints below 0.1 %), most of it transactional.
 * `troubled` has of everything that goes wrong enough for every rule to be met often.
 */
export const mixes = {
  usual: {
    severalRecipients: 0.02,
    marketing: 0.3,
    simulator: 0,
    repeaters: 0.2,
    rejected: 0.0005,
    renderingFailed: 0.001,
    delayed: 0.01,
    hardBounce: 0.012,
    softBounce: 0.008,
    complaint: 0.0008,
    opened: 0.25,
    clicked: 0.2,
    subscription: 0.002,
    skewedClock: 0.005,
  },
  troubled: {
    severalRecipients: 0.1,
    marketing: 0.4,
    simulator: 0.02,
    repeaters: 0.4,
    rejected: 0.01,
    renderingFailed: 0.01,
    delayed: 0.04,
    hardBounce: 0.04,
    softBounce: 0.06,
    complaint: 0.02,
    opened: 0.4,
    clicked: 0.4,
    subscription: 0.01,
    skewedClock: 0.05,
  },
} as const satisfies Record<string, Mix>;

import { domainOf } from '../message/mailbox';

const mailboxes = ['success', 'bounce', 'ooto', 'complaint', 'suppressionlist'] as const;

/** A mailbox of SES's simulator, each with a fate of its own. */
export type SimulatorMailbox = (typeof mailboxes)[number];

/** Whether mail goes to the simulator's domain: it counts towards no quota and puts nobody on the suppression list. */
export function isSimulated(address: string): boolean {
  return domainOf(address) === 'simulator.amazonses.com';
}

/**
 * The simulator's mailbox behind an address, its `+label` left aside; undefined for every other address, however much
 * it looks like one (AWS documentation: "Using the mailbox simulator manually").
 */
export function simulatorMailboxOf(address: string): SimulatorMailbox | undefined {
  if (!isSimulated(address)) return undefined;
  const name = /^[^+@]*/.exec(address)?.[0].toLowerCase();
  return mailboxes.find((mailbox) => mailbox === name);
}

const simulator = '@simulator.amazonses.com';

/**
 * Whether an address is at SES's mailbox simulator, whose bounces and complaints SES counts for no reputation (AWS
 * documentation: "Using the mailbox simulator manually").
 */
export function isSimulated(address: string): boolean {
  return address.toLowerCase().endsWith(simulator);
}

import { isSimulated, simulatorMailboxOf } from './mailbox-simulator';

test.each([
  ['success@simulator.amazonses.com', 'success'],
  ['bounce+order-7@simulator.amazonses.com', 'bounce'],
  ['Complaint@Simulator.AmazonSES.com', 'complaint'],
  ['ooto@simulator.amazonses.com', 'ooto'],
  ['suppressionlist+a+b@simulator.amazonses.com', 'suppressionlist'],
])('%s is the mailbox %s', (address, mailbox) => {
  expect(simulatorMailboxOf(address)).toBe(mailbox);
});

test.each([
  'bounce-team@example.com',
  'bounce@example.com',
  'bounce-team@simulator.amazonses.com',
  'bounce@eu.simulator.amazonses.com',
  'bounce@simulator.amazonses.com.example.net',
  'bounce@notsimulator.amazonses.com',
])('%s is no mailbox of the simulator', (address) => {
  expect(simulatorMailboxOf(address)).toBeUndefined();
});

test('the whole domain of the simulator is simulated, and no other', () => {
  expect(isSimulated('anyone@simulator.amazonses.com')).toBe(true);
  expect(isSimulated('simulator.amazonses.com@example.com')).toBe(false);
});

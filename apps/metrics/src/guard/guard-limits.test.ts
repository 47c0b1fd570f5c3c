import { guardLimits } from './guard-limits.cjs';
import { limits } from './limits';

const parameters = {
  GuardRecipients: 1000,
  GuardWarnBounceRate: 0.02,
  GuardPauseBounceRate: '0.05',
  GuardWarnComplaintRate: 0.0005,
  GuardPauseComplaintRate: 0.001,
};

test('the parameters of a deployment are what the function reads', () => {
  expect(limits.parse(guardLimits(parameters))).toEqual({
    recipients: 1_000,
    warn: { bounce_rate: 0.02, complaint_rate: 0.0005 },
    pause: { bounce_rate: 0.05, complaint_rate: 0.001 },
  });
});

test.each([
  [{ GuardPauseBounceRate: 5 }, 'GuardPauseBounceRate is 5'],
  [{ GuardWarnComplaintRate: 'low' }, 'GuardWarnComplaintRate is "low"'],
  [{ GuardRecipients: 0 }, 'GuardRecipients is 0'],
  [{ GuardRecipients: 99.5 }, 'GuardRecipients is 99.5'],
  [{ GuardWarnBounceRate: 0.06 }, 'lower bounce_rate'],
])('%j is refused when the service is packaged', (changed, message) => {
  expect(() => guardLimits({ ...parameters, ...changed })).toThrow(message);
});

/**
 * Turns the parameters of the guard into its limits, and refuses when the service is packaged what makes no sense: a function
 * would only find out when it runs.
 *
 * @param {Record<string, unknown>} parameters
 */
function guardLimits(parameters) {
  const fraction = (name) => {
    const value = Number(parameters[name]);
    if (value > 0 && value < 1) return value;
    throw new Error(
      `${name} is ${JSON.stringify(parameters[name])}, and must be a fraction of 1, such as 0.05 for 5 %.`,
    );
  };
  const recipients = Number(parameters.GuardRecipients);
  if (!Number.isInteger(recipients) || recipients < 1) {
    throw new Error(
      `GuardRecipients is ${JSON.stringify(parameters.GuardRecipients)}, and must be a whole number above 0.`,
    );
  }
  const warn = { bounce_rate: fraction('GuardWarnBounceRate'), complaint_rate: fraction('GuardWarnComplaintRate') };
  const pause = { bounce_rate: fraction('GuardPauseBounceRate'), complaint_rate: fraction('GuardPauseComplaintRate') };
  for (const rate of ['bounce_rate', 'complaint_rate']) {
    if (warn[rate] > pause[rate]) throw new Error(`The guard would pause at a lower ${rate} than it warns at.`);
  }
  return { recipients, warn, pause };
}

const names = [
  'GuardRecipients',
  'GuardWarnBounceRate',
  'GuardPauseBounceRate',
  'GuardWarnComplaintRate',
  'GuardPauseComplaintRate',
];

/** What the Serverless Framework calls for `${file(src/guard/guard-limits.cjs):json}`. */
module.exports = async ({ resolveVariable }) => {
  const values = await Promise.all(names.map(async (name) => [name, await resolveVariable(`param:${name}`)]));
  return { json: JSON.stringify(guardLimits(Object.fromEntries(values))) };
};
module.exports.guardLimits = guardLimits;

/** A dead letter is kept for 14 days, and a minute is counted until a day before its facts go: redriven on its last day, it counts. */
const fewestDays = 15;
const mostDays = 3650;

/**
 * Turns the parameters LedgerDays and RollupDays into days that facts and counts are kept for, and refuses when a service is
 * packaged what would lose counts: a function would only find out when it is too late. A count of a day is made of the counts of its
 * hours, so counts must stay for as long as facts may come.
 *
 * @param {{ LedgerDays: unknown, RollupDays: unknown }} parameters
 */
function retention({ LedgerDays, RollupDays }) {
  const ledgerDays = daysIn('LedgerDays', LedgerDays);
  const rollupDays = daysIn('RollupDays', RollupDays);
  if (rollupDays < ledgerDays) {
    throw new Error(
      `RollupDays is ${rollupDays}, and LedgerDays is ${ledgerDays}: counts must be kept for as long as facts, or longer.`,
    );
  }
  return { ledgerDays: String(ledgerDays), rollupDays: String(rollupDays) };
}

function daysIn(name, value) {
  const days = Number(value);
  if (Number.isInteger(days) && days >= fewestDays && days <= mostDays) return days;
  throw new Error(
    `${name} is ${JSON.stringify(value)}, and must be a whole number of days from ${fewestDays} to ${mostDays}.`,
  );
}

/** What the Serverless Framework calls for `${file(../../libs/ledger/src/retention.cjs):ledgerDays}`. */
module.exports = async ({ resolveVariable }) =>
  retention({
    LedgerDays: await resolveVariable('param:LedgerDays'),
    RollupDays: await resolveVariable('param:RollupDays'),
  });
module.exports.retention = retention;

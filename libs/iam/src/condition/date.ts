import { comparing, negatedOperator, operator, type Operator } from './operator';

const EPOCH_SECONDS = /^\d{5,}(\.\d+)?$/;
const W3C_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

/**
 * Milliseconds since 1970 of a date in one of the W3C's forms of ISO 8601, from `2026` to
 * `2026-09-30T10:00:00.5+02:00`, or in epoch seconds. Four digits are a year. A time needs its zone, or it would mean
 * something else on every machine.
 */
function parse(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  const [, year, month = '01', day = '01'] = W3C_DATE.exec(text) ?? [];
  if (year === undefined || !isDayOfCalendar(Number(year), Number(month), Number(day))) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function isDayOfCalendar(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const dates = (compare: (got: number, wanted: number) => boolean): Operator['read'] =>
  comparing('a date', parse, compare);

const equals = dates((got, wanted) => got === wanted);

/** Points in time: `aws:CurrentTime`, `aws:EpochTime`, `aws:TokenIssueTime`. */
export const dateOperators: Record<string, Operator> = {
  DateEquals: operator(equals),
  DateNotEquals: negatedOperator(equals),
  DateLessThan: operator(dates((got, wanted) => got < wanted)),
  DateLessThanEquals: operator(dates((got, wanted) => got <= wanted)),
  DateGreaterThan: operator(dates((got, wanted) => got > wanted)),
  DateGreaterThanEquals: operator(dates((got, wanted) => got >= wanted)),
};

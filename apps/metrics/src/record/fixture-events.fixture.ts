import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSqsBody, type SesEvent } from '@sesame/events';

const folder = join(__dirname, '..', '..', '..', '..', 'libs', 'events', 'fixtures');

/** For tests: the records of events among the fixtures of libs/events, as SES writes them, by their names. */
export const fixtureRecords: [string, object][] = readdirSync(folder)
  .filter((file) => /^ep-.*\.json$/.test(file))
  .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as object]);

/** For tests: the event of a record. */
export function eventOf(record: object): SesEvent {
  const message = parseSqsBody(JSON.stringify(record));
  if (message.kind !== 'event') throw new Error(`No event, but ${message.kind}`);
  return message.event;
}

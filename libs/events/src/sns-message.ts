import { readJson } from './read-json';
import { parseSesRecord, type SesRecord } from './ses-record';
import { isSetupMessage } from './setup-message';

/**
 * Reads what SES published to a topic: a record in JSON, or its plain word that the topic is set up.
 * @throws MalformedEventError
 */
export function parseSnsMessage(where: string, message: string): SesRecord {
  return isSetupMessage(message) ? { kind: 'setup' } : parseSesRecord(where, readJson(where, message));
}

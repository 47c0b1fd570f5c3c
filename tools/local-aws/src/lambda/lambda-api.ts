import type { Clock } from '../clock';
import type { Logs } from '../logs/logs';
import type { Lambda } from './lambda';

/** What Lambda's operations work on. */
export interface LambdaApi {
  lambda: Lambda;
  logs: Logs;
  clock: Clock;
}

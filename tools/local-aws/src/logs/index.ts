import type { EmulatedService } from '../emulated-service';
import { describeLogStreams } from './describe-log-streams';
import { filterLogEvents } from './filter-log-events';
import type { Logs } from './logs';

/** CloudWatch Logs as the server sees it: reading. Functions write through Lambda, under their own role. */
export function logsService(logs: Logs): EmulatedService<Logs> {
  return {
    signingName: 'logs',
    protocol: 'json-1.1',
    routedBy: 'Logs_20140328',
    state: logs,
    operations: [describeLogStreams, filterLogEvents],
  };
}

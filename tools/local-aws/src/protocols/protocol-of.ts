import type { EmulatedService } from '../emulated-service';
import { awsJson } from './aws-json';
import type { WireProtocol } from './protocol';
import { queryXml } from './query-xml';
import { restJson } from './rest-json';
import { restXml } from './rest-xml';

/** The wire protocol that a service speaks. */
export function protocolOf({ protocol, signingName, xmlNamespace, errorNamespace }: EmulatedService): WireProtocol {
  if (protocol === 'rest-json') return restJson;
  if (protocol === 'rest-xml') return restXml;
  if (protocol === 'query-xml') return queryXml(xmlNamespace ?? '');
  return awsJson(protocol === 'json-1.1' ? '1.1' : '1.0', errorNamespace ?? `com.amazonaws.${signingName}`);
}

import type { EmulatedService } from '../emulated-service';
import { json10 } from './json-1.0';
import type { WireProtocol } from './protocol';
import { queryXml } from './query-xml';
import { restJson } from './rest-json';

/** The wire protocol that a service speaks. */
export function protocolOf({ protocol, signingName, xmlNamespace, errorNamespace }: EmulatedService): WireProtocol {
  if (protocol === 'rest-json') return restJson;
  if (protocol === 'query-xml') return queryXml(xmlNamespace ?? '');
  return json10(errorNamespace ?? `com.amazonaws.${signingName}`);
}

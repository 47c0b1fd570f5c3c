import { matchPath } from '../protocols/rest-json';
import type { WireAnswer } from '../protocols/protocol';
import type { Doors } from '../server';
import { listApis } from './apis';
import { reportBounce } from './bounces';
import { advanceClock } from './clock';
import { issueCredentials } from './credentials';
import { listDecisions } from './decisions';
import { type Door, type DoorParts, refused } from './door';
import { listEmulated } from './emulated';
import { reportEvent } from './events';
import { addFault, clearFault, clearFaults, listFaults } from './faults';
import { applyIdentity } from './identities';
import { listMail, readMail } from './mail';
import { readRecording, tellWhatGoesOn } from './recording';
import { applySamlProvider, issueSamlResponse, showSamlMetadata } from './saml';
import { listStacks } from './stacks';
import { issueToken } from './tokens';
import { applyUser, showMfaCode } from './users';
import { addWebsite } from './websites';
import { clickLink, openMail } from './tracking';

const doors: Door[] = [
  listMail,
  readMail,
  openMail,
  clickLink,
  reportEvent,
  reportBounce,
  issueCredentials,
  applyUser,
  showMfaCode,
  issueToken,
  applySamlProvider,
  showSamlMetadata,
  issueSamlResponse,
  listDecisions,
  readRecording,
  tellWhatGoesOn,
  advanceClock,
  applyIdentity,
  addFault,
  listFaults,
  clearFaults,
  clearFault,
  listEmulated,
  listStacks,
  listApis,
  addWebsite,
];
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const loopbackOrigin = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Builds the doors under `/_sesame/`. They need no authentication and answer only requests addressed to this machine. */
export function createDoors(parts: DoorParts): Doors {
  return async (
    { method, url, headers, body },
    { sourceIp } = { sourceIp: '127.0.0.1' },
  ): Promise<WireAnswer | undefined> => {
    // A page in a browser, of another site or under a name that leads to this machine, must not get in.
    const { host = '', origin } = headers;
    if (!loopbackHost.test(host) || (origin !== undefined && !loopbackOrigin.test(origin)))
      return refused(
        403,
        'The doors answer only this machine: requests addressed to 127.0.0.1 or localhost, from no other site.',
      );
    const [pathname = '/', query = ''] = url.split('?', 2);
    for (const door of doors) {
      const path = door.method === method ? matchPath(door.path, pathname) : undefined;
      if (!path) continue;
      const parsed = parse(body.toString());
      if (!parsed.ok) return refused(422, 'The body is not JSON.');
      return door.open(parts, { path, query: new URLSearchParams(query), headers, body: parsed.value, sourceIp });
    }
    return undefined;
  };
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: text === '' ? undefined : (JSON.parse(text) as unknown) };
  } catch {
    return { ok: false };
  }
}

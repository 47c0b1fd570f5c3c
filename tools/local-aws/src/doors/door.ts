import type { Clock } from '../clock';
import type { CloudFormation } from '../cloudformation/cloudformation';
import type { DecisionLog } from '../decision-log';
import type { EmulatedService } from '../emulated-service';
import type { Faults } from '../faults/faults';
import type { Recording } from '../iam/recording';
import type { HttpApis } from '../http-api/http-api';
import type { Roles } from '../iam/roles';
import type { SamlProviders } from '../iam/saml-providers';
import type { Users } from '../iam/users';
import type { WireAnswer } from '../protocols/protocol';
import type { Ses } from '../ses/ses';
import type { SignedRequest } from '../signature';
import type { OidcIssuers } from '../sts/oidc-issuers';
import type { SamlIssuers } from '../sts/saml-issuers';
import type { Sessions } from '../sts/sessions';
import type { Websites } from '../websites';

/** What the doors reach into. */
export interface DoorParts {
  /** Roles are called `<rolePrefix><service>-<function>`, for example `sesame-local-sender-accept`. */
  rolePrefix: string;
  roles: Roles;
  users: Users;
  oidcIssuers: OidcIssuers;
  samlProviders: SamlProviders;
  samlIssuers: SamlIssuers;
  sessions: Sessions;
  clock: Clock;
  log: DecisionLog;
  recording: Recording;
  faults: Faults;
  ses: Ses;
  cloudFormation: CloudFormation;
  httpApis: Pick<HttpApis, 'all'>;
  websites: Websites;
  services: EmulatedService[];
  resourceTypes: { emulated: string[]; inert: Record<string, string> };
}

/** A request to a door: what stands in braces in its path, its query, its headers, its JSON body and where it came from. */
export interface DoorRequest {
  path: Record<string, string>;
  query: URLSearchParams;
  headers: SignedRequest['headers'];
  body: unknown;
  sourceIp: string;
}

/** A way in for people, tests and checks, under `/_sesame/`. */
export interface Door {
  method: 'GET' | 'POST' | 'DELETE';
  /** For example `/_sesame/mail/{id}`. */
  path: string;
  open(parts: DoorParts, request: DoorRequest): WireAnswer | Promise<WireAnswer>;
}

export function json(value: unknown, statusCode = 200): WireAnswer {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** A refusal in words. */
export function refused(statusCode: number, message: string): WireAnswer {
  return json({ message }, statusCode);
}

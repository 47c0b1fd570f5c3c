export { ApiError, type ApiErrorDetails, type FieldError } from './api-error';
export type { ApiDescription, ApiOperation } from './api-operation';
export { actorOf, publicRoute, type Authenticate, type KeyHolder, type KeyPermission } from './authentication';
export { isDependencyFailure } from './dependency-failure';
export { documentClient } from './document-client';
export { environment } from './environment';
export { errors, type ErrorName } from './error-names';
export { forEachRecord } from './for-each-record';
export {
  httpHandler,
  routes,
  unknownRoute,
  type ApiAnswer,
  type ApiRequest,
  type HttpHandler,
  type HttpHandlerParts,
} from './http-handler';
export { iamCallerOf, type IamCaller } from './iam-caller';
export { keyAuthentication, type KeyAuthenticationParts } from './key-authentication';
export { keyOrRole } from './key-or-role';
export { log } from './log';
export { logActsOfRoles } from './log-acts-of-roles';
export { metricsInLog, type Measured } from './metrics-in-log';
export { nameOfError } from './name-of-error';
export { parseInput } from './parse-input';
export { pageQuery, parsePage, type Page } from './parse-page';

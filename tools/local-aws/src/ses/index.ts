import type { EmulatedService } from '../emulated-service';
import { createEmailIdentity } from './create-email-identity';
import { deleteEmailIdentity } from './delete-email-identity';
import { deleteSuppressedDestination } from './delete-suppressed-destination';
import { getAccount } from './get-account';
import { getConfigurationSet } from './get-configuration-set';
import { getConfigurationSetEventDestinations } from './get-configuration-set-event-destinations';
import { getEmailIdentity } from './get-email-identity';
import { getSuppressedDestination } from './get-suppressed-destination';
import { listEmailIdentities, listEmailIdentitiesByGet } from './list-email-identities';
import { listSuppressedDestinations } from './list-suppressed-destinations';
import { putConfigurationSetSendingOptions } from './put-configuration-set-sending-options';
import { putEmailIdentityMailFromAttributes } from './put-email-identity-mail-from-attributes';
import { putSuppressedDestination } from './put-suppressed-destination';
import { sendEmail } from './send-email';
import type { Ses } from './ses';

export { openSes, type Ses, type SesParts } from './ses';

/** SES, version 2 of its API. */
export function sesService(ses: Ses): EmulatedService<Ses> {
  return {
    signingName: 'ses',
    protocol: 'rest-json',
    routedBy: '/v2/email',
    state: ses,
    operations: [
      createEmailIdentity,
      deleteEmailIdentity,
      deleteSuppressedDestination,
      getAccount,
      getConfigurationSet,
      getConfigurationSetEventDestinations,
      getEmailIdentity,
      getSuppressedDestination,
      listEmailIdentities,
      listEmailIdentitiesByGet,
      listSuppressedDestinations,
      putConfigurationSetSendingOptions,
      putEmailIdentityMailFromAttributes,
      putSuppressedDestination,
      sendEmail,
    ],
  };
}

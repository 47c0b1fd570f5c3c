import type { EmulatedService } from '../emulated-service';
import { createEmailIdentity } from './create-email-identity';
import { createEmailTemplate } from './create-email-template';
import { deleteEmailIdentity } from './delete-email-identity';
import { deleteEmailTemplate } from './delete-email-template';
import { deleteSuppressedDestination } from './delete-suppressed-destination';
import { getAccount } from './get-account';
import { getConfigurationSet } from './get-configuration-set';
import { getConfigurationSetEventDestinations } from './get-configuration-set-event-destinations';
import { getEmailIdentity } from './get-email-identity';
import { getEmailTemplate } from './get-email-template';
import { getSuppressedDestination } from './get-suppressed-destination';
import { listEmailIdentities, listEmailIdentitiesByGet } from './list-email-identities';
import { listEmailTemplates } from './list-email-templates';
import { listSuppressedDestinations } from './list-suppressed-destinations';
import { putConfigurationSetSendingOptions } from './put-configuration-set-sending-options';
import { putEmailIdentityMailFromAttributes } from './put-email-identity-mail-from-attributes';
import { putSuppressedDestination } from './put-suppressed-destination';
import { sendEmail } from './send-email';
import type { Ses } from './ses';
import { testRenderEmailTemplate } from './test-render-email-template';
import { updateConfigurationSetEventDestination } from './update-configuration-set-event-destination';
import { updateEmailTemplate } from './update-email-template';

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
      createEmailTemplate,
      deleteEmailIdentity,
      deleteEmailTemplate,
      deleteSuppressedDestination,
      getAccount,
      getConfigurationSet,
      getConfigurationSetEventDestinations,
      getEmailIdentity,
      getEmailTemplate,
      getSuppressedDestination,
      listEmailIdentities,
      listEmailIdentitiesByGet,
      listEmailTemplates,
      listSuppressedDestinations,
      putConfigurationSetSendingOptions,
      putEmailIdentityMailFromAttributes,
      putSuppressedDestination,
      sendEmail,
      testRenderEmailTemplate,
      updateConfigurationSetEventDestination,
      updateEmailTemplate,
    ],
  };
}

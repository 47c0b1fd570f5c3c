import {
  AlreadyExistsException,
  BadRequestException,
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  LimitExceededException,
  NotFoundException,
  PutEmailIdentityMailFromAttributesCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { ApiError } from '@sesame/lambda';
import { describeIdentity, dkimOf } from '../describe-identity';
import type { DescribedIdentity } from '../described-identity';
import { identityOf } from '../identity-of';
import type { Pace } from './pace';

/** The identities of SES, to be changed; every call keeps the pace that SES allows. */
export type SesIdentities = {
  /** Undefined if SES has no identity of this name. */
  describe(name: string): Promise<DescribedIdentity | undefined>;
  /** Undefined if SES has it already. */
  create(name: string): Promise<DescribedIdentity | undefined>;
  /**
   * Sets the MAIL FROM domain. Until DNS has its records, mail goes out under SES's own. False if the identity is gone.
   */
  setMailFrom(name: string, mailFromDomain: string): Promise<boolean>;
  /** Gone already is as good. Answers as of when it was gone. */
  remove(name: string): Promise<Date>;
};

export type SesIdentitiesParts = { ses: Pick<SESv2Client, 'send'>; now: () => Date; pace: Pace };

export function sesIdentities({ ses, now, pace }: SesIdentitiesParts): SesIdentities {
  return {
    describe: (name) => pace(() => describeIdentity({ ses, now }, name)),
    async create(name) {
      try {
        const said = await pace(() => ses.send(new CreateEmailIdentityCommand({ EmailIdentity: name })));
        const dkim = dkimOf(said.DkimAttributes);
        const { IdentityType: type, VerifiedForSendingStatus: sendingEnabled } = said;
        // A domain is verified by its DKIM records, so the status of these is all that SES says of it here.
        return { identity: identityOf({ name, type, sendingEnabled, status: dkim.status }), dkim, asOf: now() };
      } catch (error) {
        if (error instanceof AlreadyExistsException) return undefined;
        throw refusalOf(error, 'name');
      }
    },
    async setMailFrom(name, mailFromDomain) {
      try {
        await pace(() =>
          ses.send(
            new PutEmailIdentityMailFromAttributesCommand({
              EmailIdentity: name,
              MailFromDomain: mailFromDomain,
              BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
            }),
          ),
        );
        return true;
      } catch (error) {
        if (error instanceof NotFoundException) return false;
        throw refusalOf(error, 'custom_return_path');
      }
    },
    async remove(name) {
      try {
        await pace(() => ses.send(new DeleteEmailIdentityCommand({ EmailIdentity: name })));
      } catch (error) {
        if (!(error instanceof NotFoundException)) throw error;
      }
      return now();
    },
  };
}

/** What SES refuses because of what was asked is the caller's to change; everything else is thrown on. */
function refusalOf(error: unknown, field: string): unknown {
  if (!(error instanceof BadRequestException || error instanceof LimitExceededException)) return error;
  return new ApiError('validation_error', `Amazon SES refused it: ${error.message}`, { field });
}

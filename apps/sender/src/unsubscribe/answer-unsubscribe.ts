import { log } from '@sesame/lambda';
import type { Fact } from '@sesame/ledger';
import type { Subscription, Unsubscriptions } from '@sesame/suppression';
import { maskedAddress } from './masked-address';
import type { UnsubscribableEmail } from './unsubscribable-email';
import { unsubscribeFact } from './unsubscribe-fact';
import { readForm } from './unsubscribe-form';
import type { Page } from './unsubscribe-page';

export type UnsubscribeParts = {
  findEmail: (path: string) => Promise<UnsubscribableEmail | undefined>;
  unsubscriptions: Unsubscriptions;
  /** @throws an Error when the fact could not be written; it can be written again */
  record: (fact: Fact) => Promise<void>;
  configurationSet: string;
};

/** A request for a page: the end of its path and, where it posts one, a form. */
export type UnsubscribeRequest = { path: string; form?: { body: Buffer; contentType: string }; now: Date };

/**
 * The answer to whoever follows the link or presses a button, there or in a mail program. Looking changes nothing, since
 * scanners follow links. The list is changed before the fact is recorded: what fails in between is completed by asking again.
 */
export function answerUnsubscribe({ findEmail, unsubscriptions, record, configurationSet }: UnsubscribeParts) {
  return async ({ path, form, now }: UnsubscribeRequest): Promise<Page> => {
    const read = form && (await readForm(form.body, form.contentType));
    if (read?.form === 'refused') return { page: read.reason === 'too_large' ? 'too-large' : 'no-wish' };
    const email = await findEmail(path);
    if (email === undefined) return { page: 'unknown' };

    const { connection, stream, recipient: address, id: emailId } = email;
    const subscriber = { connection, stream, address, emailId };
    const subject = {
      sender: email.from.displayName ?? '',
      senderDomain: email.from.domain,
      recipient: maskedAddress(address),
    };
    switch (read?.wish) {
      case undefined:
        return { page: pageOf(await unsubscriptions.find(subscriber), 'ask'), subject };
      case 'resubscribe': {
        const subscription = await unsubscriptions.remove(subscriber, now);
        log.info('resubscribed', { id: emailId, status: subscription.status });
        return { page: pageOf(subscription, 'resubscribed'), subject };
      }
      case 'unsubscribe': {
        const outcome = await unsubscriptions.add(subscriber, now);
        if (outcome.status === 'unsubscribed' && outcome.by === 'this-email')
          await record(unsubscribeFact(email, outcome.since, configurationSet));
        log.info('unsubscribed', { id: emailId, status: outcome.status });
        return { page: pageOf(outcome, 'ask'), subject };
      }
    }
  };
}

type SubjectPage = Extract<Page, { subject: unknown }>['page'];

function pageOf(subscription: Subscription, whenSubscribed: SubjectPage): SubjectPage {
  switch (subscription.status) {
    case 'subscribed':
      return whenSubscribed;
    case 'suppressed':
      return 'suppressed';
    case 'unsubscribed':
      return subscription.by === 'this-email' ? 'unsubscribed' : 'unsubscribed-by-another';
  }
}

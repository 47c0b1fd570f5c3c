import { arn } from '../account';
import type { Access } from '../operation';
import { configurationSetArn } from './configuration-sets';

/** What the condition keys of the SES actions hold beside `ses:ApiVersion`, which is `2` on all of them. */
type Context = NonNullable<Access['context']>;

/** Leave to do something with no resource of its own, such as the account or its suppression list. */
export function onAccount(action: string): Access {
  return on('*', action);
}

export function onIdentity(action: string, name: string, context: Context = {}): Access {
  return on(arn('ses', `identity/${name}`), action, context);
}

export function onConfigurationSet(action: string, name: string, context: Context = {}): Access {
  return on(configurationSetArn(name), action, context);
}

export function onTemplate(action: string, name: string, context: Context = {}): Access {
  return on(arn('ses', `template/${name}`), action, context);
}

function on(resource: string, action: string, context: Context = {}): Access {
  return { action, resource, context: { 'ses:ApiVersion': '2', ...context } };
}

import * as z from 'zod';
import { arn } from '../account';
import { AwsError } from '../aws-error';
import type { Store } from '../store';
import type { ConfigurationSetSettings, EventDestination } from './ses';

const settingsSchema = z.object({
  sendingEnabled: z.boolean(),
  suppressedReasons: z.array(z.enum(['BOUNCE', 'COMPLAINT'])),
});

/** An event destination as it is kept. */
export const destinationSchema = z.object({
  name: z.string(),
  enabled: z.boolean(),
  matchingEventTypes: z.array(
    z.enum([
      'SEND',
      'REJECT',
      'BOUNCE',
      'COMPLAINT',
      'DELIVERY',
      'OPEN',
      'CLICK',
      'RENDERING_FAILURE',
      'DELIVERY_DELAY',
      'SUBSCRIPTION',
    ]),
  ),
  topicArn: z.string(),
});

/** The configuration sets of the account and their event destinations, kept in the store. */
export interface ConfigurationSets {
  /**
   * Creates the set, or brings it to these settings. Applying again what was applied last changes nothing, as with a
   * template that did not change: a set that was paused since then stays paused.
   */
  apply(name: string, settings: ConfigurationSetSettings): void;
  /** Removes the set with its event destinations. */
  remove(name: string): void;
  /** Throws SES's NotFoundException. */
  required(name: string): ConfigurationSetSettings;
  setSendingEnabled(name: string, sendingEnabled: boolean): void;
  putDestination(configurationSetName: string, destination: EventDestination): void;
  removeDestination(configurationSetName: string, destinationName: string): void;
  destinationsOf(configurationSetName: string): EventDestination[];
}

export function configurationSetArn(name: string): string {
  return arn('ses', `configuration-set/${name}`);
}

/** Names of sets and of their destinations (AWS documentation: SES API v2, CreateConfigurationSet). */
export function refuseMalformedName(kind: 'configuration set' | 'event destination', name: string): void {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return;
  throw new AwsError(
    'BadRequestException',
    `Invalid ${kind} name <${name}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`,
  );
}

export function openConfigurationSets({ database }: Store): ConfigurationSets {
  database.exec(`
    create table if not exists ses_configuration_sets (name text primary key, settings text not null, applied text not null);
    create table if not exists ses_event_destinations (
      configuration_set text not null references ses_configuration_sets on delete cascade,
      name text not null, destination text not null, primary key (configuration_set, name))`);
  const byName = database.prepare('select * from ses_configuration_sets where name = ?');
  const put = database.prepare(
    `insert into ses_configuration_sets values (?1, ?2, ?2)
     on conflict (name) do update set settings = excluded.settings, applied = excluded.applied`,
  );
  const change = database.prepare('update ses_configuration_sets set settings = ? where name = ?');
  const remove = database.prepare('delete from ses_configuration_sets where name = ?');
  const putDestination = database.prepare('insert or replace into ses_event_destinations values (?, ?, ?)');
  const removeDestination = database.prepare(
    'delete from ses_event_destinations where configuration_set = ? and name = ?',
  );
  const destinations = database.prepare(
    'select * from ses_event_destinations where configuration_set = ? order by name',
  );

  const required = (name: string) => {
    refuseMalformedName('configuration set', name);
    const row = byName.get(name);
    if (!row) throw new AwsError('NotFoundException', `Configuration set <${name}> does not exist.`, 404);
    return settingsSchema.parse(JSON.parse(String(row['settings'])));
  };

  return {
    apply(name, settings) {
      refuseMalformedName('configuration set', name);
      const wanted = JSON.stringify(settingsSchema.parse(settings));
      if (byName.get(name)?.['applied'] !== wanted) put.run(name, wanted);
    },
    remove: (name) => void remove.run(name),
    required,
    setSendingEnabled: (name, sendingEnabled) =>
      void change.run(JSON.stringify({ ...required(name), sendingEnabled }), name),
    putDestination(configurationSetName, destination) {
      putDestination.run(configurationSetName, destination.name, JSON.stringify(destination));
    },
    removeDestination: (configurationSetName, name) => void removeDestination.run(configurationSetName, name),
    destinationsOf: (configurationSetName) =>
      destinations
        .all(configurationSetName)
        .map((row) => destinationSchema.parse(JSON.parse(String(row['destination'])))),
  };
}

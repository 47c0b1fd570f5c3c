/**
 * What to run so that mail may be sent from this identity too: `sender`, whose role names the identities, and
 * `identities`, which shows whether they are deployed, are deployed again.
 */
export function deployCommand(identity: string, sendingIdentities: readonly string[]): string {
  const all = [...sendingIdentities, identity].join(',');
  return `export SESAME_SENDING_IDENTITIES=${all} && npx nx deploy sender && npx nx deploy identities`;
}

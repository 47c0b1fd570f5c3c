/**
 * Refuses settings that the SDK knows and this does not: passed over they would change what is done, and nobody would notice.
 * @throws an Error that names the first of them
 */
export function refuseOthers(what: string, settings: object, known: readonly string[]): void {
  const other = Object.keys(settings).find((name) => !known.includes(name));
  if (other !== undefined)
    throw new Error(`Of ${what} "${other}" is not supported: libs/aws-calls has what functions use of the SDK.`);
}

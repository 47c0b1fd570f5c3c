/**
 * The environment variables of these names.
 * @throws an Error that names every one that is missing or empty, so that a function set up wrongly fails when it starts
 */
export function environment<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`These environment variables are missing: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}

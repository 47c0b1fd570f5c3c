import { startSesame } from './sesame-process';

/** Starts the Sesame that the stories share, unless these variables, by which they find it, say that one runs already. */
export default async function startSharedSesame(): Promise<void> {
  if (process.env['E2E_AWS'] !== undefined) return;
  const sesame = await startSesame();
  process.env['E2E_API'] = sesame.api;
  process.env['E2E_AWS'] = sesame.aws;
  process.env['E2E_DATA_FOLDER'] = sesame.dataFolder;
  globalThis.sharedSesame = sesame;
}

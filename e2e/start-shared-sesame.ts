import { startSesame } from './sesame-process';

/** Starts the Sesame that the stories share; they find it by these variables. */
export default async function startSharedSesame(): Promise<void> {
  const sesame = await startSesame();
  process.env['E2E_API'] = sesame.api;
  process.env['E2E_AWS'] = sesame.aws;
  process.env['E2E_DATA_FOLDER'] = sesame.dataFolder;
  globalThis.sharedSesame = sesame;
}

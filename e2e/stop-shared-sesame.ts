import { writeFileSync } from 'node:fs';

/** Where what was recorded of IAM's decisions is left for a proof, if it is to be left anywhere. */
const file = process.env['E2E_RECORDING'];

export default async function stopSharedSesame(): Promise<void> {
  const sesame = globalThis.sharedSesame;
  if (!sesame) return;
  if (file !== undefined) {
    const response = await fetch(`${sesame.aws}/_sesame/recording`);
    writeFileSync(file, await response.text());
  }
  await sesame.stop();
}

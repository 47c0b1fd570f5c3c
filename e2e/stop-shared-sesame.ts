export default async function stopSharedSesame(): Promise<void> {
  await globalThis.sharedSesame?.stop();
}

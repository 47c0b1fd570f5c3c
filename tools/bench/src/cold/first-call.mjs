// One cold start: loads the bundle it is given and calls its handler once with the event it is sent, and says how long each took.
process.once('message', async ({ file, event }) => {
  const before = performance.now();
  const { handler } = await import(file);
  const loaded = performance.now();
  try {
    const answer = await handler(event, { getRemainingTimeInMillis: () => 60_000 });
    const called = performance.now();
    process.send({ importMs: loaded - before, callMs: called - loaded, answer: answer ?? null });
  } catch (error) {
    process.send({ failure: String(error?.stack ?? error) });
  }
  process.disconnect();
  process.exit();
});

// A process that runs the packaged function in the file it is given, one invocation at a time, each told by the parent, and
// measures what it takes. It ends with its parent, however that goes.
const [file] = process.argv.slice(2);
const { handler } = await import(file);
process.on('disconnect', () => process.exit());
process.on('message', async ({ payload, milliseconds }) => {
  const until = Date.now() + milliseconds;
  const before = process.cpuUsage();
  let outcome;
  try {
    const answer = await handler(JSON.parse(payload), { getRemainingTimeInMillis: () => until - Date.now() });
    outcome = { answer };
  } catch (error) {
    outcome = { failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1_000;
  const residentMegabytes = process.resourceUsage().maxRSS / 1_024;
  process.send({ ...outcome, cpuMs, residentMegabytes });
});
process.send('ready');

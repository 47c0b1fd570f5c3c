// The Sesame that runs on this machine, as whoever deploys onto it needs it.

/**
 * Finds the embedded AWS on SESAME_AWS_PORT (4566). Gives the stacks that are there, and the environment in which osls
 * calls it with the credentials of the role that deploys. Throws, in words, where there is none.
 */
export async function localAws(port = process.env.SESAME_AWS_PORT ?? '4566') {
  const endpoint = `http://127.0.0.1:${port}`;
  const door = async (path, init) => {
    const response = await fetch(`${endpoint}/_sesame/${path}`, init).catch(() => undefined);
    if (!response)
      throw new Error(
        `No Sesame answers on ${endpoint}. Start it (npm start), or set SESAME_AWS_PORT to the port it says at its start.`,
      );
    if (!response.ok) throw new Error(`Sesame on ${endpoint} answers ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const stacks = await door('stacks');
  const credentials = await door('credentials', { method: 'POST', body: JSON.stringify({ function: 'deployer' }) });
  return {
    endpoint,
    stacks,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_REGION: 'us-east-1',
      // A profile of the caller's would come before these credentials, and is for another account.
      AWS_PROFILE: undefined,
      AWS_DEFAULT_PROFILE: undefined,
      SLS_AWS_MONITORING_FREQUENCY: '100',
    },
  };
}

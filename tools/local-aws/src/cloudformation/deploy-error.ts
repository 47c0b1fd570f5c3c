/** Why a stack was not deployed or not removed: every problem found, each naming the place in the template. */
export class DeployError extends Error {
  override readonly name = 'DeployError';

  constructor(
    readonly stackName: string,
    readonly problems: string[],
    options?: ErrorOptions,
  ) {
    super(problems.map((problem) => `stack ${stackName}: ${problem}`).join('\n'), options);
  }
}

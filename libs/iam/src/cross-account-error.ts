/** A principal of one account asks for a resource of another: this model judges one account only. */
export class CrossAccountError extends Error {
  override readonly name = 'CrossAccountError';

  constructor(
    readonly principalAccount: string,
    readonly resourceAccount: string,
  ) {
    super(`a principal of account ${principalAccount} cannot be judged for a resource of account ${resourceAccount}`);
  }
}

import { AwsError } from '../aws-error';

/** Lambda's refusal of a setting. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

/** Throws unless `value` is a whole number in the range (text unverified). */
export function mustLieBetween(name: string, value: number, minimum: number, maximum: number): void {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
  throw invalidParameter(
    `Value ${value} at '${name}' failed to satisfy constraint: Member must be between ${minimum} and ${maximum}`,
  );
}

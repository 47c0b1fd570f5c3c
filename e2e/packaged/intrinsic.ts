const functions = new Set(
  [
    ['Base64', 'Cidr', 'FindInMap', 'GetAtt', 'GetAZs', 'ImportValue', 'Join', 'Length', 'Select', 'Split', 'Sub'],
    ['ToJsonString', 'Transform', 'And', 'Equals', 'If', 'Not', 'Or'],
  ].flatMap((names) => names.map((name) => `Fn::${name}`)),
);

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether CloudFormation computes this value: an object of one member, `Ref` or a function that there is. */
export function isIntrinsic(value: unknown): boolean {
  const [name, ...others] = isObject(value) ? Object.keys(value) : [];
  return others.length === 0 && name !== undefined && (name === 'Ref' || functions.has(name));
}

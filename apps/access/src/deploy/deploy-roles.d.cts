export function deployRoles(deployment: {
  stage: string;
  names: unknown;
  parameters: Record<string, string>;
}): Record<string, { Type: string; Properties: Record<string, unknown> }>;

interface TrustPolicy {
  Statement: { Sid: string; Action: string | string[]; Condition: Record<string, Record<string, unknown>> }[];
}
export function trust(parameters: Record<string, string>): { people: TrustPolicy; breakGlass: TrustPolicy };

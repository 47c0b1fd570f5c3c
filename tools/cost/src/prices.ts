/** A list price of AWS in us-east-1, before tax, without free tiers and discounts. */
export interface Price {
  dollars: number;
  /** How many of the unit that buys. */
  per: number;
  unit: string;
  source: string;
  /** When the source was of. */
  asOf: string;
  /** Nobody has seen it in AWS's own words. */
  unverified?: true;
}

const million = 1_000_000;
const gigabyte = 1_000_000_000;

/** What the model multiplies by. A price that changes is changed here. */
export const prices = {
  snsPublish: { dollars: 0.5, per: million, unit: 'publishes of 64 KB', source: 'SNS pricing', asOf: '2025-26' },
  sqsRequest: { dollars: 0.4, per: million, unit: 'requests of 64 KB', source: 'SQS pricing', asOf: '2025-26' },
  lambdaRequest: { dollars: 0.2, per: million, unit: 'requests', source: 'Lambda pricing', asOf: '2025-26' },
  lambdaDuration: {
    ...{ dollars: 0.0000133334, per: 1, unit: 'GB-seconds on arm64', source: 'Lambda pricing', asOf: '2025-26' },
  },
  writeUnit: {
    dollars: 0.625,
    per: million,
    unit: 'write units',
    source: 'DynamoDB pricing, on demand',
    asOf: '2025-26',
  },
  readUnit: {
    dollars: 0.125,
    per: million,
    unit: 'read units',
    source: 'DynamoDB pricing, on demand',
    asOf: '2025-26',
  },
  httpApiRequest: {
    dollars: 1,
    per: million,
    unit: 'requests of 512 KB',
    source: 'API Gateway pricing',
    asOf: '2025-26',
  },
  logByte: { dollars: 0.5, per: gigabyte, unit: 'bytes of log', source: 'CloudWatch pricing', asOf: '2025-26' },
  storedMonth: {
    ...{ dollars: 0.25, per: gigabyte, unit: 'bytes stored for a month', source: 'DynamoDB pricing', asOf: '2025-26' },
  },
  recoverableMonth: {
    ...{
      dollars: 0.2,
      per: gigabyte,
      unit: 'bytes recoverable for a month',
      source: 'DynamoDB pricing',
      asOf: '2025-26',
    },
    unverified: true,
  },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof prices;

type Rates = { bounce_rate: number; complaint_rate: number };

declare const variableFile: {
  (framework: { resolveVariable: (address: string) => Promise<unknown> }): Promise<{ json: string }>;
  guardLimits(parameters: Record<string, unknown>): { recipients: number; warn: Rates; pause: Rates };
};

export = variableFile;

declare const variableFile: {
  (framework: { resolveVariable: (address: string) => Promise<unknown> }): Promise<{
    ledgerDays: string;
    rollupDays: string;
  }>;
  retention(parameters: { LedgerDays: unknown; RollupDays: unknown }): { ledgerDays: string; rollupDays: string };
};

export = variableFile;

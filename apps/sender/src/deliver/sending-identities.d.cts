type SendingIdentities = { names: string; arns: { 'Fn::Sub': string }[]; fromAddresses: string[] };

declare const variableFile: {
  (framework: { resolveVariable: (address: string) => Promise<string> }): Promise<SendingIdentities>;
  sendingIdentities(text: string): SendingIdentities;
};

export = variableFile;

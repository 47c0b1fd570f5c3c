type ApiUrl = string | { 'Fn::Sub': [string, { ApiId: { 'Fn::ImportValue': string } }] };

declare const variableFile: {
  (framework: { resolveVariable: (address: string) => Promise<string> }): Promise<ApiUrl>;
  apiUrl(text: string, exportName: string): ApiUrl;
};

export = variableFile;

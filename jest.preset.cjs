/** What every project's tests share: TypeScript by swc, and the libs under the names that tsconfig.base.json gives them. */
const swc = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } }];

module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  // These ship ES modules only, and some manifests offer nothing to `require`: they are found by path and compiled like our source.
  transform: { '^.+\\.ts$': swc, '/(@middy|@actions|jose)/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!@middy/|@actions/|jose/)'],
  moduleNameMapper: {
    '^@sesame/(.*)$': `${__dirname}/libs/$1/src/index.ts`,
    '^@actions/(expressions|workflow-parser)$': `${__dirname}/node_modules/@actions/$1/dist/index.js`,
    '^@actions/(expressions|workflow-parser)/(.*)$': `${__dirname}/node_modules/@actions/$1/dist/$2.js`,
    '^@middy/(core|util)$': `${__dirname}/node_modules/@middy/$1/index.js`,
  },
};

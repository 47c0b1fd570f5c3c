/** What every project's tests share: TypeScript by swc, and the libs under the names that tsconfig.base.json gives them. */
const swc = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } }];

module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  // middy ships ES modules only, and its manifest offers nothing to `require`: it is found by path and compiled like our source.
  transform: { '^.+\\.ts$': swc, '/(@middy|jose)/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!@middy/|jose/)'],
  moduleNameMapper: {
    '^@sesame/(.*)$': `${__dirname}/libs/$1/src/index.ts`,
    '^@middy/(core|util)$': `${__dirname}/node_modules/@middy/$1/index.js`,
  },
};

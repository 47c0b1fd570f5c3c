const preset = require('../../jest.preset.cjs');
const { '^.+\\.ts$': swc } = preset.transform;

module.exports = {
  ...preset,
  displayName: 'templates',
  // parse5 and its tables ship ES modules only.
  transform: { ...preset.transform, '/(parse5|entities)/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!@middy/|parse5/|entities/)'],
};

const preset = require('../../jest.preset.cjs');
const [, swc] = Object.entries(preset.transform)[0];

module.exports = {
  ...preset,
  displayName: 'rendering',
  // parse5, which only the tests use, and its tables ship ES modules only.
  transform: { ...preset.transform, '/(parse5|entities)/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!@middy/|parse5/|entities/)'],
};

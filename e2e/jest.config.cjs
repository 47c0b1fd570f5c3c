/** The stories: told from outside, against the packaged services on one embedded AWS that all of them share. */
module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'e2e',
  globalSetup: './start-shared-sesame.ts',
  globalTeardown: './stop-shared-sesame.ts',
  setupFilesAfterEnv: ['./tell-which-story.ts'],
  testSequencer: './least-privilege-last.cjs',
  maxWorkers: 1,
  testTimeout: 60_000,
};

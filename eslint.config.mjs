import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import typescript from 'typescript-eslint';

export default typescript.config(
  { ignores: ['**/node_modules', '**/dist', '**/.serverless', '**/.esbuild', '**/.nx', '**/coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      // Apps reach libs, libs reach the ground floor (libs/email), the embedded AWS reaches libs/iam, an operator's
      // tool reaches what the functions reach: docs/architecture.md says why.
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: [
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib', 'type:ground'] },
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:ground'] },
            { sourceTag: 'type:ground', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'type:policy', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:policy'] },
            { sourceTag: 'type:operator-tool', onlyDependOnLibsWithTags: ['type:lib', 'type:ground', 'type:outside'] },
            { sourceTag: 'type:outside', onlyDependOnLibsWithTags: ['type:outside'] },
            { sourceTag: 'type:proof', onlyDependOnLibsWithTags: ['type:policy', 'type:outside'] },
            { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: [] },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    // jest's matchers (expect.any, expect.stringContaining) are typed any.
    rules: { '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        performance: 'readonly',
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        crypto: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  prettier,
);

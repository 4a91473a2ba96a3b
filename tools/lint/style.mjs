/**
 * How code of this workspace is written: strict types, short files, short functions.
 *
 * @module
 */
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts', '**/*.tsx'];
const tests = ['**/*.test.ts'];

/** @type {import('eslint').Linter.Config[]} */
export const style = [
  ...tseslint.configs.strict.map((config) => ({ ...config, files: typescript })),
  ...tseslint.configs.stylistic.map((config) => ({ ...config, files: typescript })),
  {
    files: typescript,
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-inferrable-types': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 4],
      eqeqeq: 'error',
      'id-denylist': ['error', 'cfg', 'ctx', 'opts', 'params', 'idx', 'dist', 'interp'],
    },
  },
  // A function that holds a suite of tests is as long as the suite.
  {
    files: [...tests, 'packages/testkit/src/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: tests,
    rules: { 'max-lines': ['error', { max: 400 }], '@typescript-eslint/no-empty-function': 'off' },
  },
  { files: ['packages/cli/**/*.ts', 'tools/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.generated.ts'], rules: { 'max-lines': 'off' } },
];

/**
 * Lint: the walls between rooms (tools/lint/rooms.mjs) and the style of the code (tools/lint/style.mjs).
 *
 * @module
 */
import { defineConfig, globalIgnores } from 'eslint/config';
import { storeProjectGraph } from './tools/lint/project-graph.mjs';
import { style } from './tools/lint/style.mjs';
import { walls } from './tools/lint/walls.mjs';

await storeProjectGraph();

export default defineConfig([
  globalIgnores(['**/dist', '**/coverage', '.nx', 'runs']),
  // No comment in a file switches a rule off.
  { linterOptions: { noInlineConfig: true } },
  ...style,
  ...walls,
]);

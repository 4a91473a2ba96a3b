/**
 * The `highorder` command: parses, prints, nothing else.
 *
 * @module
 */
export { main } from './main.js';
export { readError, type ToldError } from './output/errors.ts';
export { createProgram } from './program.js';
export { runVerb } from './run-verb.ts';

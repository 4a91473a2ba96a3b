/**
 * The `highorder` command: parses, prints, nothing else.
 *
 * @module
 */
export { main } from './main.js';

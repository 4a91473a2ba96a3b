/**
 * Prints `N passed, N failed` for a folder of vitest reports and a number of failed steps, and exits with status 1
 * where anything failed: the last word of `.ci/run`.
 *
 * @module
 */
import { countTests } from './count-tests.ts';
import { verdictOn } from './verdict.ts';

const [folder = '.', failedSteps = '0'] = process.argv.slice(2);
const { line, status } = verdictOn(countTests(folder), Number(failedSteps));
console.log(line);
process.exitCode = status;

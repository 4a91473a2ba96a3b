import { join } from 'node:path';
import { workspace } from './prepare-table.ts';

/** The command, run from its sources. */
export const highorder: readonly string[] = [
  process.execPath,
  '--conditions=@highorder/source',
  join(workspace, 'packages/cli/bin/highorder.js'),
];

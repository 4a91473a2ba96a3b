import { join } from 'node:path';
import type { CommandProgram } from '@highorder/sweep';
import { workspace } from './prepare-table.ts';

/** The command, run from its sources. */
export const highorder: CommandProgram = {
  node: process.execPath,
  flags: ['--conditions=@highorder/source'],
  script: join(workspace, 'packages/cli/bin/highorder.js'),
};

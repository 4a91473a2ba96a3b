import { availableParallelism } from 'node:os';
import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { launchHere } from './launch-here.ts';

export default definePlugin({
  kind: 'launcher',
  name: 'local',
  summary: 'Runs jobs in processes of this machine, each of which takes job after job.',
  cite: [],
  options: z.strictObject({
    processes: z
      .int()
      .positive()
      .nullable()
      .default(null)
      .describe('Processes side by side where the command does not say; null: as many as there are cores.'),
  }),
  create: ({ processes }) => ({
    parallel: processes ?? availableParallelism(),
    launch: launchHere,
  }),
});

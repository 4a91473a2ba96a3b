import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { chooseClock, clockOption, derivativesOption } from './clock-option.ts';

/** Networks see x as it is; a clock may still change what they see of t and d. */
export default definePlugin({
  kind: 'preconditioning',
  name: 'none',
  summary: 'Networks see x as it is.',
  cite: [],
  options: z.strictObject({ clock: clockOption, derivatives: derivativesOption }),
  create: (choice) => ({
    fit: (inputs) => ({ ...chooseClock(choice, inputs), view: (x) => x }),
  }),
});

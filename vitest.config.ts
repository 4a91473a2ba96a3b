import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the TypeScript sources; Node tests resolve through the ssr environment.
  ssr: { resolve: { conditions: ['@highorder/source', ...defaultServerConditions] } },
  test: {
    include: ['{packages,plugins,tools}/*/src/**/*.test.ts'],
    pool: 'forks',
    coverage: { provider: 'v8', include: ['{packages,plugins}/*/src/**/*.ts'] },
  },
});

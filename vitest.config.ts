import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: '#jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/database.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // The program is read once by each worker, and not again for every file: that took a quarter of the run.
    isolate: false,
    // On a shared machine a browser may miss its moment once; what is really broken fails twice.
    retry: process.env.CI ? 1 : 0,
  },
})

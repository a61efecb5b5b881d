import { defineConfig } from 'vitest/config';

// `DAYS_AHEAD=90 npm run evals`: the tests, and the servers they start, live so many days ahead (negative: in the past).
const days = process.env['DAYS_AHEAD'];
if (days)
  process.env['NODE_OPTIONS'] = `--import=${new URL(`test/support/days-ahead.mjs?days=${days}`, import.meta.url)}`;

export default defineConfig({
  test: {
    globalSetup: 'test/support/fresh-build.ts',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Files share a worker and its modules, which takes a third of the work away; none may leave anything behind.
    isolate: false,
    maxWorkers: 2,
    // Where it counts, files and tests run in a new order each time, so that none leans on another. The seed is printed:
    // `--sequence.shuffle --sequence.seed=SEED` repeats the order.
    sequence: { shuffle: Boolean(process.env['CI']) },
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: ['test/**/*.test.ts'],
          exclude: ['test/interop/**', 'test/lab/**', 'test/evals/evals.test.ts', 'test/house/linear.test.ts'],
        },
      },
      {
        // Counts steps of the engine, for which it sets flags that no other test may run under.
        extends: true,
        test: { name: 'linear', include: ['test/house/linear.test.ts'], isolate: true, testTimeout: 120_000 },
      },
      {
        // Tests of `house` that only read the tree: they need no build, and take seconds. `npm run check` runs them.
        test: {
          name: 'tree',
          include: ['test/house/{doors,mirrors,names,package,readme,server-json,silence,sizes,start,words}.test.ts'],
          testTimeout: 60_000,
          isolate: false,
        },
      },
      {
        // One test for each evaluation task; with a single file the reporter prints a line for each.
        extends: true,
        test: { name: 'evals', include: ['test/evals/evals.test.ts'], testTimeout: 60_000 },
      },
      {
        // Real daemons in network namespaces: needs root and Debian packages, and is skipped with a word where they are missing.
        extends: true,
        test: { name: 'lab', include: ['test/lab/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        // The vendor's own SDKs in their own languages: fetched and compiled first, hence the time.
        extends: true,
        test: { name: 'interop', include: ['test/interop/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 600_000 },
      },
    ],
  },
});

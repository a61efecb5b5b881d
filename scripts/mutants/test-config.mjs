// How the tests run for a mutant: one worker, stopping at the first failure, in the order that is given.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

const { tests, root } = JSON.parse(readFileSync(process.env.MUTANTS_RUN, 'utf8'));
const place = new Map(tests.map((test, index) => [root + test, index]));

class AsGiven extends BaseSequencer {
  sort(specs) {
    return specs.sort((a, b) => place.get(a.moduleId) - place.get(b.moduleId));
  }
}

export default defineConfig({
  root,
  cacheDir: `${root}.vite`,
  test: {
    include: tests,
    setupFiles: ['scripts/mutants/probe.mjs'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    sequence: { sequencer: AsGiven },
  },
});

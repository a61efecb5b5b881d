// Runs before each test file: writes down which probes the file reached.
import { appendFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

const seen = new Set();
globalThis.__reached = (number) => void seen.add(number);

afterAll(() => {
  const told = { test: expect.getState().testPath, seen: [...seen] };
  if (seen.size) appendFileSync(process.env.MUTANTS_REACHED, `${JSON.stringify(told)}\n`);
});

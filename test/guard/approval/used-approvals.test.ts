import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSpent } from '../../../src/guard/approval/used-approvals.ts';
import { movableClock } from '../movable-clock.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'spent-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

test('an approval serves once', () => {
  const spent = createSpent(movableClock());
  expect([spent.use('a'), spent.use('a'), spent.use('b')]).toEqual([true, false, true]);
});

test('of two processes with one folder only the first may use it', () => {
  const shared = join(folder(), 'approvals');
  const [one, two] = [createSpent(movableClock(), shared), createSpent(movableClock(), shared)];
  expect([one.use('a'), two.use('a'), two.use('b'), one.use('b')]).toEqual([true, false, true, false]);
});

test('a folder that cannot be used lets nobody through, and no ID reaches out of it', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(createSpent(movableClock(), join(file, 'sub')).use('a')).toBe(false);
  expect(createSpent(movableClock(), folder()).use('../../escape')).toBe(false);
});

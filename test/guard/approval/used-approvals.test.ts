import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createUsedApprovals } from '../../../src/guard/approval/used-approvals.ts';
import { movableClock } from '../movable-clock.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'spent-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

test('an approval serves once', () => {
  const usedApprovals = createUsedApprovals(movableClock());
  expect([usedApprovals.use('a'), usedApprovals.use('a'), usedApprovals.use('b')]).toEqual([true, false, true]);
});

test('of two processes with one folder only the first may use it', () => {
  const shared = join(folder(), 'approvals');
  const [one, two] = [createUsedApprovals(movableClock(), shared), createUsedApprovals(movableClock(), shared)];
  expect([one.use('a'), two.use('a'), two.use('b'), one.use('b')]).toEqual([true, false, true, false]);
});

test('a folder that cannot be used lets nobody through, and no ID reaches out of it', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(createUsedApprovals(movableClock(), join(file, 'sub')).use('a')).toBe(false);
  expect(createUsedApprovals(movableClock(), folder()).use('../../escape')).toBe(false);
});

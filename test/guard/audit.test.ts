import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CHAIN_START, createAudit, hashLine, type Outcome } from '../../src/guard/audit.ts';
import { movableClock } from './movable-clock.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'audit-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const outcome = (Id: string): Outcome => ({ Kind: 'outcome', Id, Result: 'ok', DurationMs: 1 });

test('entries written at once follow each other, each carrying the hash of the line before', async () => {
  const dir = folder();
  const audit = createAudit(dir, movableClock());
  await Promise.all(['a', 'b', 'c', 'd'].map((id) => audit.write(outcome(id))));
  await audit.close();
  const [name = ''] = readdirSync(dir);
  expect(name).toMatch(/^audit-20261123T090000000Z-\d+\.jsonl$/);
  expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  const lines = readFileSync(join(dir, name), 'utf8').trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries.map(({ Id, Seq }) => [Id, Seq])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
  ]);
  expect(entries.map(({ Prev }) => Prev)).toEqual([CHAIN_START, ...lines.slice(0, 3).map(hashLine)]);
});

test('nothing is made before the first entry', async () => {
  const dir = join(folder(), 'later');
  const audit = createAudit(dir, movableClock());
  await audit.close();
  expect(() => readdirSync(dir)).toThrow();
});

test('a folder that cannot be used is told, and tried again', async () => {
  const dir = folder();
  const audit = createAudit(join(dir, 'a\0b'), movableClock());
  await expect(audit.write(outcome('a'))).rejects.toThrow();
  await expect(audit.ready()).rejects.toThrow();
  await expect(createAudit(undefined, movableClock()).ready()).rejects.toThrow('no folder');
});

test('two chains that begin in the same moment have files of their own', async () => {
  const dir = folder();
  const clock = movableClock();
  const audits = [createAudit(dir, clock), createAudit(dir, clock)];
  await Promise.all(audits.map((audit) => audit.write(outcome('a'))));
  await Promise.all(audits.map((audit) => audit.close()));
  expect(readdirSync(dir)).toHaveLength(2);
});

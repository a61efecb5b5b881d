import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CHAIN_START } from '../../../src/guard/audit/line.ts';
import { createAudit as create, type Outcome } from '../../../src/guard/audit/writer.ts';
import { movableClock } from '../movable-clock.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'audit-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const outcome = (Id: string): Outcome => ({ Kind: 'outcome', Id, Result: 'ok', DurationMs: 1 });

/** Closed with the test. */
const createAudit: typeof create = (...given) => {
  const audit = create(...given);
  onTestFinished(() => audit.close());
  return audit;
};

const entriesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const filesOf = (dir: string): string[] => readdirSync(dir).filter((name) => name.startsWith('audit-'));

test('entries written at once follow each other, each carrying the hash of the line before', async () => {
  const dir = folder();
  const audit = createAudit(dir, movableClock());
  await Promise.all(['a', 'b', 'c'].map((id) => audit.write(outcome(id))));
  await audit.close();
  const [name = ''] = filesOf(dir);
  expect(name).toMatch(/^audit-20261123T090000000Z-\d+\.jsonl$/);
  expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  const entries = entriesOf(join(dir, name));
  expect(entries.map(({ Kind, Id, Seq }) => [Seq, Kind, Id])).toEqual([
    [1, 'begin', undefined],
    [2, 'outcome', 'a'],
    [3, 'outcome', 'b'],
    [4, 'outcome', 'c'],
    [5, 'end', undefined],
  ]);
  expect(entries.map(({ Prev }) => Prev)).toEqual([CHAIN_START, ...entries.slice(0, 4).map(({ Hash }) => Hash)]);
});

test('nothing is made before the first entry', async () => {
  const dir = join(folder(), 'later');
  const audit = createAudit(dir, movableClock());
  await audit.close();
  expect(() => readdirSync(dir)).toThrow();
});

test('a folder that cannot be used is told, and tried again', async () => {
  const dir = join(folder(), 'state');
  writeFileSync(dir, 'a file in its way');
  const audit = createAudit(dir, movableClock());
  await expect(audit.write(outcome('a'))).rejects.toThrow();
  await expect(audit.ready()).rejects.toThrow();
  rmSync(dir);
  await audit.write(outcome('b'));
  expect(filesOf(dir)).toHaveLength(1);
  await expect(createAudit(undefined, movableClock()).ready()).rejects.toThrow('no folder');
});

test('two chains that begin in the same moment have files of their own', async () => {
  const dir = folder();
  const clock = movableClock();
  const audits = [createAudit(dir, clock), createAudit(dir, clock)];
  await Promise.all(audits.map((audit) => audit.write(outcome('a'))));
  await Promise.all(audits.map((audit) => audit.close()));
  const names = filesOf(dir);
  expect(names).toHaveLength(2);
  expect(names.map((name) => audits.filter(({ isOurs }) => isOurs(name)).length)).toEqual([1, 1]);
});

test('the first line of a file names the files before it and how far they went', async () => {
  const dir = folder();
  const clock = movableClock();
  const first = createAudit(dir, clock);
  await first.write(outcome('a'));
  const [before = ''] = filesOf(dir);
  clock.advance(5);
  const second = createAudit(dir, clock);
  await second.ready();
  const after = filesOf(dir).find((name) => name !== before) ?? '';
  const { Hash } = entriesOf(join(dir, before)).at(-1) ?? {};
  expect(entriesOf(join(dir, after))).toEqual([
    expect.objectContaining({
      Kind: 'begin',
      Pid: process.pid,
      Files: [{ File: before, Lines: 2, Hash }],
    }),
  ]);
});

const replace = (path: string): void => {
  rmSync(path);
  writeFileSync(path, 'x');
};

test.each<[string, (path: string, dir: string) => void]>([
  ['removed', (path) => rmSync(path)],
  ['renamed away', (path, dir) => renameSync(path, join(dir, 'kept'))],
  ['replaced', replace],
  ['emptied', (path) => truncateSync(path)],
  ['written by another', (path) => appendFileSync(path, '{}\n')],
  ['removed with its folder', (_, dir) => rmSync(dir, { recursive: true })],
])('a file that was %s meanwhile is noticed, and the entry stands in a new one that says so', async (_, harm) => {
  const dir = folder();
  const clock = movableClock();
  const log = vi.fn();
  const audit = createAudit(dir, clock, log);
  await audit.write(outcome('a'));
  const [before = ''] = filesOf(dir);
  harm(join(dir, before), dir);
  clock.advance(5);
  await audit.write(outcome('b'));
  await audit.write(outcome('c'));
  const after = filesOf(dir).find((name) => name !== before) ?? '';
  const entries = entriesOf(join(dir, after));
  expect(entries.map(({ Id }) => Id)).toEqual([undefined, 'b', 'c']);
  expect(entries[0]?.['Lost']).toEqual({ File: before, Lines: 3 });
  expect(log).toHaveBeenCalledExactlyOnceWith('error', expect.stringContaining('taken away'), {
    File: before,
    Lines: 3,
  });
});

test('a file that is gone is noticed before anybody is asked, and where no other can be made, that is told', async () => {
  const dir = join(folder(), 'state');
  const audit = createAudit(dir, movableClock());
  await audit.ready();
  rmSync(dir, { recursive: true });
  writeFileSync(dir, 'a file in its way');
  await expect(audit.ready()).rejects.toThrow();
  await expect(audit.write(outcome('a'))).rejects.toThrow();
  rmSync(dir);
  await audit.write(outcome('a'));
  expect(entriesOf(join(dir, filesOf(dir)[0] ?? ''))[0]).toHaveProperty('Lost.Lines', 1);
});

test('a file that is gone at the end is told in a new one; a folder that is gone is not brought back', async () => {
  const dir = join(folder(), 'state');
  mkdirSync(dir);
  const clock = movableClock();
  const [first, second] = [createAudit(dir, clock), createAudit(dir, clock)];
  await first.write(outcome('a'));
  rmSync(join(dir, filesOf(dir)[0] ?? ''));
  await first.close();
  expect(entriesOf(join(dir, filesOf(dir)[0] ?? '')).map(({ Kind }) => Kind)).toEqual(['begin', 'end']);
  await second.write(outcome('b'));
  rmSync(dir, { recursive: true });
  await second.close();
  expect(() => readdirSync(dir)).toThrow();
});

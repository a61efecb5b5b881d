import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { auditFiles, isWritten, pidOf, readTail, readWitnesses, witnesses } from '../../../src/guard/audit/files.ts';
import { CHAIN_START, sealLine } from '../../../src/guard/audit/line.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'files-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const nameOf = (day: number): string => `audit-202611${String(day).padStart(2, '0')}T000000000Z-${day}.jsonl`;

test('a folder tells its files by age, and none of other kinds; one that is not there has none', async () => {
  const dir = folder();
  for (const name of [nameOf(12), nameOf(11), 'audit-notes.jsonl', 'key']) writeFileSync(join(dir, name), '');
  expect(await auditFiles(dir)).toEqual([nameOf(11), nameOf(12)]);
  expect(await auditFiles(join(dir, 'none'))).toEqual([]);
  expect([pidOf(nameOf(12)), pidOf('key')]).toEqual([12, 0]);
});

test('of a large file its end is read, and never half a line', async () => {
  const path = join(folder(), 'large');
  const lines = Array.from({ length: 40_000 }, (_, index) => `line ${index}`);
  writeFileSync(path, `${lines.join('\n')}\nhalf a li`);
  expect(await readTail(path, 1_000_000)).toEqual(lines);
  const read = await readTail(path, 100_000);
  expect(read.at(-1)).toBe('line 39999');
  expect(read.length).toBeLessThan(lines.length);
  expect(read.filter((line) => !/^line \d{1,5}$/.test(line))).toEqual([]);
  expect(read).toEqual([...new Set(read)]);
});

test('the files written last are witnessed, with their number of lines and the last hash', async () => {
  const dir = folder();
  const { line, hash } = sealLine({ Seq: 1, Prev: CHAIN_START });
  for (let day = 1; day <= 12; day += 1) {
    writeFileSync(join(dir, nameOf(day)), `${line}\n`);
    utimesSync(join(dir, nameOf(day)), day, day);
  }
  // The oldest file is still written: its process goes on while others come and go.
  utimesSync(join(dir, nameOf(1)), 99, 99);
  writeFileSync(join(dir, nameOf(12)), 'no line of ours\n');
  const seen = await witnesses(dir);
  expect(seen.map(({ File }) => File).sort()).toEqual([1, 6, 7, 8, 9, 10, 11, 12].map(nameOf));
  expect(seen).toContainEqual({ File: nameOf(1), Lines: 1, Hash: hash });
  expect(seen).toContainEqual({ File: nameOf(12), Lines: 0, Hash: CHAIN_START });
});

test('nothing is believed of a first line that has another form', () => {
  const sound = { File: nameOf(1), Lines: 1, Hash: 'h' };
  const Files = [sound, { ...sound, File: '../key' }, { ...sound, Lines: '1' }, null, 'x'];
  expect(readWitnesses({ Files })).toEqual([sound]);
  expect([readWitnesses(undefined), readWitnesses({ Files: 'x' })]).toEqual([[], []]);
});

test('a file with the number of this process, or of none, is written by nobody else', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const { pid = 0 } = other;
  expect(isWritten(pid)).toBe(true);
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect([pid, process.pid, 0].map(isWritten)).toEqual([false, false, false]);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { sealLine } from '../../../src/guard/audit/line.ts';
import { verifyAudit } from '../../../src/guard/audit/verify.ts';
import { createAudit, type Intent, type Outcome } from '../../../src/guard/audit/writer.ts';
import { movableClock } from '../movable-clock.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'verify-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const intent = (Id: string): Intent => ({
  Kind: 'intent',
  Id,
  RequestId: '1',
  Session: 's',
  Tool: 't',
  Action: 'DeleteVpnConnection',
  Risk: 'destroy',
  Input: {},
  Repeat: 'r'.repeat(32),
  Account: 'a',
  Region: 'r',
  Endpoint: 'e',
  Door: 'form',
});
const outcome = (Id: string): Outcome => ({ Kind: 'outcome', Id, Result: 'ok', DurationMs: 1 });

const clock = movableClock();

/** One file more in the folder, of a process that ended well unless `killed`. */
const record = async (dir: string, { killed = false } = {}) => {
  clock.advance(1000);
  const known = readdirSync(dir);
  const audit = createAudit(dir, clock);
  for (const entry of [intent('a'), outcome('a'), intent('b'), outcome('b'), intent('c')]) await audit.write(entry);
  if (killed) onTestFinished(() => audit.close());
  else await audit.close();
  const name = readdirSync(dir).find((each) => !known.includes(each)) ?? '';
  return { file: join(dir, name), name, text: readFileSync(join(dir, name), 'utf8') };
};

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const linesOf = (text: string): string[] => text.trimEnd().split('\n');

test('a read-back is a line like any other, and ends no write', async () => {
  const dir = folder();
  const audit = createAudit(dir, clock);
  const readBack = (Id: string) => ({ Kind: 'read-back', Id, Confirmed: true }) as const;
  for (const entry of [intent('a'), outcome('a'), readBack('a'), intent('b'), readBack('b')]) await audit.write(entry);
  await audit.close();
  expect(await verifyAudit(dir)).toMatchObject({ lines: 7, breaks: [], unclosed: [], open: [{ id: 'b' }] });
});

test('whole chains have no breaks, and tell which write has no end', async () => {
  const dir = folder();
  await record(dir);
  const { name } = await record(dir);
  const report = await verifyAudit(dir);
  expect(report).toMatchObject({ files: 2, lines: 14, breaks: [], unclosed: [] });
  expect(report.open).toEqual([
    expect.objectContaining({ file: name, id: 'c', action: 'DeleteVpnConnection', pid: process.pid }),
  ]);
});

test('any change of any character is found, in the last line too', async () => {
  const dir = folder();
  const { file, text } = await record(dir);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...'x0"}\n '), async (at, letter) => {
      fc.pre(text[at] !== letter);
      writeFileSync(file, text.slice(0, at) + letter + text.slice(at + 1));
      expect((await verifyAudit(dir)).breaks).not.toEqual([]);
    }),
  );
});

test.each<[string, (lines: string[]) => readonly string[]]>([
  ['taken out', (lines) => lines.toSpliced(1, 1)],
  ['put in', (lines) => lines.toSpliced(2, 0, lines[1] ?? '')],
  ['exchanged', (lines) => [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)]],
  ['missing at the start', (lines) => lines.slice(1)],
  ['behind the closing one', (lines) => [...lines, after(lines, { Kind: 'outcome', Id: 'c' })]],
  ['that begins once more', (lines) => [...lines, after(lines, { Kind: 'begin' })]],
])('a line %s is found and told by its number', async (_, change) => {
  const dir = folder();
  const { file, text, name } = await record(dir);
  writeFileSync(file, joined(change(linesOf(text))));
  expect((await verifyAudit(dir)).breaks[0]).toMatchObject({ file: name, line: expect.any(Number) });
});

/** A line that follows the others as if it were genuine. */
const after = (lines: readonly string[], more: object): string => {
  const { Hash } = JSON.parse(lines.at(-1) ?? '') as { Hash: string };
  return sealLine({ Seq: lines.length + 1, ...more, Prev: Hash }).line;
};

test('a chain made anew without its first line is found', async () => {
  const dir = folder();
  const { file } = await record(dir);
  const forged = sealLine({ Seq: 1, Kind: 'outcome', Id: 'a', Prev: '0'.repeat(64) });
  writeFileSync(file, joined([forged.line]));
  expect((await verifyAudit(dir)).breaks[0]?.what).toContain('not the beginning');
});

test('a line that was cut off while it was written is told', async () => {
  const dir = folder();
  const { file, text } = await record(dir);
  writeFileSync(file, text.slice(0, -20));
  expect((await verifyAudit(dir)).breaks).toContainEqual(
    expect.objectContaining({ what: expect.stringContaining('cut off') }),
  );
});

test('an emptied file is not whole', async () => {
  const dir = folder();
  const { file, name } = await record(dir);
  writeFileSync(file, '');
  expect((await verifyAudit(dir)).breaks).toEqual([{ file: name, line: 0, what: expect.stringContaining('empty') }]);
});

test('last lines that are missing leave a file that is not closed, and so does a killed process', async () => {
  const dir = folder();
  const cut = await record(dir);
  writeFileSync(cut.file, joined(linesOf(cut.text).slice(0, -2)));
  const killed = await record(dir, { killed: true });
  const { unclosed, breaks } = await verifyAudit(dir);
  expect(unclosed).toEqual([cut.name, killed.name]);
  expect(breaks).toEqual([]);
});

test('a file that is still written is not called unclosed', async () => {
  const dir = folder();
  const { text } = await record(dir, { killed: true });
  rmSync(join(dir, readdirSync(dir)[0] ?? ''));
  writeFileSync(join(dir, `audit-20261123T100000000Z-${process.ppid}.jsonl`), text);
  expect(await verifyAudit(dir)).toMatchObject({ files: 1, breaks: [], unclosed: [] });
});

test.each<[string, (file: string, text: string) => void, string]>([
  ['removed', (file) => rmSync(file), 'not here any more'],
  ['emptied', (file) => writeFileSync(file, ''), 'not as'],
  ['cut off', (file, text) => writeFileSync(file, joined(linesOf(text).slice(0, -2))), 'not as'],
  [
    'made anew as a sound chain',
    (file) => writeFileSync(file, joined([sealLine({ Seq: 1, Kind: 'begin', Prev: '0'.repeat(64) }).line])),
    'not as',
  ],
])('an earlier file that was %s is told once, by what later files saw', async (_, harm, what) => {
  const dir = folder();
  const first = await record(dir);
  for (const _each of [1, 2]) await record(dir);
  harm(first.file, first.text);
  const told = (await verifyAudit(dir)).breaks.filter((each) => each.what.includes(what));
  expect(told).toEqual([expect.objectContaining({ file: first.name })]);
});

test('an earlier file that went on growing is whole', async () => {
  const dir = folder();
  const slow = createAudit(dir, clock);
  await slow.write(intent('x'));
  await record(dir);
  await slow.write(outcome('x'));
  await slow.close();
  expect((await verifyAudit(dir)).breaks).toEqual([]);
});

test('a file that went away under its process is told by the one that goes on', async () => {
  const dir = folder();
  const audit = createAudit(dir, clock);
  await audit.write(intent('x'));
  const [lost = ''] = readdirSync(dir);
  rmSync(join(dir, lost));
  clock.advance(5);
  await audit.write(outcome('x'));
  await audit.close();
  expect(await verifyAudit(dir)).toMatchObject({
    breaks: [{ file: lost, what: expect.stringContaining('taken away') }],
    open: [],
  });
});

test('a folder that is not there has no breaks; other files in it are none of its business', async () => {
  const nothing = { files: 0, lines: 0, breaks: [], open: [], unclosed: [] };
  expect(await verifyAudit(join(folder(), 'none'))).toEqual(nothing);
  const dir = folder();
  writeFileSync(join(dir, 'notes.txt'), 'x');
  expect(await verifyAudit(dir)).toEqual(nothing);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
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

describe('the debris of a crash is told apart from changes', () => {
  /** A file as its process left it that was killed after the intent `c`. */
  const killed = async () => {
    const dir = folder();
    const { file, name, text } = await record(dir);
    const open = joined(linesOf(text).slice(0, -1));
    return { dir, file, name, open, intent: linesOf(text).at(-2) ?? '' };
  };

  test('wherever the last line of a chain that was not closed is cut, the first one too', async () => {
    const { dir, file, name, open } = await killed();
    await fc.assert(
      fc.asyncProperty(fc.nat(open.length - 1), async (length) => {
        writeFileSync(file, open.slice(0, length));
        const line = open.slice(0, length).split('\n').length;
        const isWhole = length > 0 && open[length - 1] === '\n';
        const { breaks, debris } = await verifyAudit(dir);
        expect(breaks).toEqual([]);
        expect(debris).toEqual(
          isWhole ? [] : [{ file: name, line: length === 0 ? 0 : line, what: expect.any(String) }],
        );
      }),
    );
  });

  test('but a last line that is all there and was changed is none, with its line break or without', async () => {
    const { dir, file, name, open } = await killed();
    const line = open.split('\n').length - 1;
    const changed = open.replace(
      /"Hash":"(.)(?=[0-9a-f]{63}"\}\n$)/,
      (_, digit) => `"Hash":"${digit === 'a' ? 'b' : 'a'}`,
    );
    expect(changed).not.toBe(open);
    for (const text of [changed, changed.trimEnd()]) {
      writeFileSync(file, text);
      expect(await verifyAudit(dir)).toMatchObject({ breaks: [{ file: name, line }], debris: [] });
    }
  });

  test('and so is a line of which the disk kept only its length', async () => {
    const { dir, file, open } = await killed();
    writeFileSync(file, `${open}${'\0'.repeat(300)}`);
    expect(await verifyAudit(dir)).toMatchObject({
      breaks: [],
      debris: [{ line: 7 }],
      unclosed: [],
      open: [{ id: 'c' }],
    });
  });

  test('a cut outcome leaves its write open', async () => {
    const { dir, file, open } = await killed();
    writeFileSync(file, `${open}{"Seq":7,"Time":"2026-11-23T09:00:00.000Z","Kind":"outcome","Id":"c","Res`);
    expect(await verifyAudit(dir)).toMatchObject({ debris: [{ line: 7 }], open: [{ id: 'c' }] });
  });

  test.each<[string, (open: string, intent: string) => string]>([
    ['a text that begins no line', (open) => `${open}something else`],
    ['the beginning of another line', (open) => `${open}{"Seq":9,"Time":"2026`],
    ['a whole line with more behind it', (open, intent) => `${open.slice(0, -1)}${intent}`],
    [
      'the beginning of a line behind the closing one',
      (open) => `${open}${after(linesOf(open), { Kind: 'end' })}\n{"Seq":8,"Ti`,
    ],
    ['a cut line in the middle', (open) => open.replace(/"\}\n/, '\n')],
  ])('but %s is a break', async (_, change) => {
    const { dir, file, name, open, intent } = await killed();
    writeFileSync(file, change(open, intent));
    const { breaks, debris } = await verifyAudit(dir);
    expect(breaks).toContainEqual(expect.objectContaining({ file: name }));
    expect(debris).toEqual([]);
  });

  test('but a file that is shorter than a later one saw it is cut', async () => {
    const { dir, file, name, open } = await killed();
    await record(dir);
    writeFileSync(file, open.slice(0, -20));
    const { breaks, debris } = await verifyAudit(dir);
    expect(breaks).toEqual([expect.objectContaining({ file: name, what: expect.stringContaining('not as') })]);
    expect(debris).toEqual([]);
  });

  test('and nothing is said of a line that is being written', async () => {
    const { dir, file, open } = await killed();
    rmSync(file);
    writeFileSync(join(dir, `audit-20261123T100000000Z-${process.ppid}.jsonl`), open.slice(0, -20));
    writeFileSync(join(dir, `audit-20261123T100000001Z-${process.ppid}.jsonl`), '');
    expect(await verifyAudit(dir)).toMatchObject({ breaks: [], debris: [] });
  });
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
  const summary = (await verifyAudit(dir)).breaks.filter((each) => each.what.includes(what));
  expect(summary).toEqual([expect.objectContaining({ file: first.name })]);
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
  const nothing = { files: 0, lines: 0, breaks: [], debris: [], open: [], unclosed: [], firstForm: [] };
  expect(await verifyAudit(join(folder(), 'none'))).toEqual(nothing);
  const dir = folder();
  writeFileSync(join(dir, 'notes.txt'), 'x');
  expect(await verifyAudit(dir)).toEqual(nothing);
});

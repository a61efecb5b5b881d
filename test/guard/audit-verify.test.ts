import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createAudit, type Intent, type Outcome } from '../../src/guard/audit.ts';
import { abandonedIntents, verifyAudit } from '../../src/guard/audit-verify.ts';
import { movableClock } from './movable-clock.ts';

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
  Account: 'a',
  Region: 'r',
  Endpoint: 'e',
  Door: 'form',
});
const outcome = (Id: string): Outcome => ({ Kind: 'outcome', Id, Result: 'ok', DurationMs: 1 });

const record = async (dir: string) => {
  const audit = createAudit(dir, movableClock());
  for (const entry of [intent('a'), outcome('a'), intent('b'), outcome('b'), intent('c')]) await audit.write(entry);
  await audit.close();
  const [name = ''] = readdirSync(dir);
  return { file: join(dir, name), name, text: readFileSync(join(dir, name), 'utf8') };
};

test('a whole chain has no breaks, and tells which write has no end', async () => {
  const dir = folder();
  await record(dir);
  const report = await verifyAudit(dir);
  expect(report).toMatchObject({ files: 1, lines: 5, breaks: [] });
  expect(report.open).toEqual([expect.objectContaining({ id: 'c', action: 'DeleteVpnConnection', pid: process.pid })]);
  expect(abandonedIntents(report)).toEqual([]);
  expect(
    abandonedIntents({ ...report, open: report.open.map((each) => ({ ...each, pid: 2 ** 22 + 1 })) }),
  ).toHaveLength(1);
});

test('any change of any character is found', async () => {
  const dir = folder();
  const { file, text } = await record(dir);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 2), fc.constantFrom(...'x0"}\n '), async (at, letter) => {
      fc.pre(text[at] !== letter);
      // In the last line nothing follows that could tell; what is left of it has to be JSON with its own links at least.
      fc.pre(at < text.trimEnd().lastIndexOf('\n'));
      writeFileSync(file, text.slice(0, at) + letter + text.slice(at + 1));
      expect((await verifyAudit(dir)).breaks).not.toEqual([]);
    }),
  );
});

test.each([
  ['taken out', (lines: string[]) => lines.filter((_, index) => index !== 1)],
  ['put in', (lines: string[]) => [...lines.slice(0, 2), lines[1] ?? '', ...lines.slice(2)]],
  ['exchanged', (lines: string[]) => [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)]],
  ['missing at the start', (lines: string[]) => lines.slice(1)],
])('a line %s is found and told by its number', async (_, change) => {
  const dir = folder();
  const { file, text, name } = await record(dir);
  writeFileSync(file, `${change(text.trimEnd().split('\n')).join('\n')}\n`);
  expect((await verifyAudit(dir)).breaks[0]).toMatchObject({ file: name, line: expect.any(Number) });
});

test('a line that was cut off while it was written is told', async () => {
  const dir = folder();
  const { file, text } = await record(dir);
  writeFileSync(file, text.slice(0, -20));
  expect((await verifyAudit(dir)).breaks).toContainEqual(
    expect.objectContaining({ what: expect.stringContaining('cut off') }),
  );
});

test('a folder that is not there has no breaks; other files in it are none of its business', async () => {
  expect(await verifyAudit(join(folder(), 'none'))).toEqual({ files: 0, lines: 0, breaks: [], open: [] });
  const dir = folder();
  writeFileSync(join(dir, 'notes.txt'), 'x');
  expect((await verifyAudit(dir)).files).toBe(0);
});

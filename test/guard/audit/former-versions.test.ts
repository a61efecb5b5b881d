import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyAudit } from '../../../src/guard/audit/verify.ts';
import { root } from '../../house/source-tree.ts';

// An audit is kept for years: what an earlier version wrote must still be read. These files were written by the program 0.1.0.

const golden = join(root, 'test/support/golden/audit-0.1.0');
const names = readdirSync(golden).sort();

const copy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) copyFileSync(join(golden, name), join(folder, name));
  return folder;
};

test('the audit files of 0.1.0 are whole', async () => {
  expect(await verifyAudit(copy())).toMatchObject({
    files: 2,
    lines: 12,
    breaks: [],
    debris: [],
    open: [],
    unclosed: [],
  });
});

test('a word that is changed in them is found', async () => {
  const folder = copy();
  const file = join(folder, names[1] ?? '');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"Action":"DeleteVpnConnection"', '"Action":"DeleteVpnGateway"'));
  expect((await verifyAudit(folder)).breaks).not.toEqual([]);
});

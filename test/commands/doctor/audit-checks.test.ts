import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { auditChecks } from '../../../src/commands/doctor/audit-checks.ts';
import { CHAIN_START, sealLine } from '../../../src/guard/audit/line.ts';
import { read } from '../../support/start.ts';

const check = async (file?: string) => {
  const stateDir = mkdtempSync(join(tmpdir(), 'checks-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  const name = `audit-20261101T000000000Z-${2 ** 22 + 7}.jsonl`;
  if (file !== undefined) writeFileSync(join(stateDir, name), file);
  return auditChecks(read(['--state-dir', stateDir]).settings);
};

const begin = sealLine({ Seq: 1, Kind: 'begin', Prev: CHAIN_START });

test('a folder without an audit is no fault', async () => {
  expect(await check()).toEqual([{ check: 'audit', state: 'good', found: 'no change was recorded yet' }]);
});

test('an audit that is not whole is bad, with the file', async () => {
  expect(await check('no line of ours\n')).toEqual([
    expect.objectContaining({ check: 'audit', state: 'bad', found: expect.stringContaining('jsonl is not JSON') }),
  ]);
});

test('a write that was left unfinished is noted beside a whole audit', async () => {
  const intent = { Seq: 2, Time: '2026-11-01T00:00:00.000Z', Kind: 'intent', Id: 'a', Action: 'DeleteVpnGateway' };
  expect(await check(`${begin.line}\n${sealLine({ ...intent, Prev: begin.hash }).line}\n`)).toEqual([
    expect.objectContaining({ state: 'good', found: 'whole; files: 1' }),
    expect.objectContaining({
      state: 'note',
      found: expect.stringContaining('1, the last DeleteVpnGateway of 2026-11-01'),
    }),
  ]);
});

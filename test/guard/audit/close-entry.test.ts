import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { closeEntry } from '../../../src/guard/audit/close-entry.ts';
import { verifyAudit } from '../../../src/guard/audit/verify.ts';
import { createAudit, type Intent } from '../../../src/guard/audit/writer.ts';
import { movableClock } from '../movable-clock.ts';

const intent = (Id: string): Intent => ({
  ...{ Kind: 'intent', Id, RequestId: '1', Session: 's', Tool: 't', Action: 'DeleteVpnGateway', Risk: 'destroy' },
  ...{ Input: {}, Repeat: 'r', Account: 'a', Region: 'r', Endpoint: 'e', Door: 'form' },
});

test('a person closes an entry that is open, once, and the chains stay whole', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'close-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const clock = movableClock();
  const audit = createAudit(dir, clock);
  for (const id of ['a', 'b']) {
    await audit.write(intent(id));
    await audit.write({ Kind: 'outcome', Id: id, Result: id === 'a' ? 'unknown' : 'ok', DurationMs: 1 });
  }
  await audit.close();
  clock.advance(1_000);
  const open = [expect.objectContaining({ id: 'a' })];
  expect(await closeEntry(dir, { id: 'b', by: 'somebody' }, clock)).toEqual({ open });
  expect(await closeEntry(dir, { id: 'a', by: 'somebody', note: 'gone' }, clock)).toEqual({ closed: open[0] });
  expect(await closeEntry(dir, { id: 'a', by: 'somebody' }, clock)).toEqual({ open: [] });
  expect(await verifyAudit(dir)).toMatchObject({ files: 2, breaks: [], debris: [], open: [], unclosed: [] });
});

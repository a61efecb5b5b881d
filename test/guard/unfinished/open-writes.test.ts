import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { CHAIN_START, sealLine } from '../../../src/guard/audit/line.ts';
import { createAudit } from '../../../src/guard/audit/writer.ts';
import { createOpenWrites } from '../../../src/guard/unfinished/open-writes.ts';
import { movableClock } from '../movable-clock.ts';

const gone = 2 ** 22 + 7;
const repeat = 'a'.repeat(32);

const start = () => {
  const dir = mkdtempSync(join(tmpdir(), 'open-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const clock = movableClock();
  const audit = createAudit(dir, clock);
  onTestFinished(() => audit.close());
  const at = new Date(clock.now()).toISOString();
  let files = 0;
  /** A file of another process, with the entries that it wrote. */
  const leave = (entries: readonly object[], pid = gone): void => {
    files += 1;
    const lines = entries.map(
      (entry, index) => sealLine({ Seq: index + 1, Time: at, ...entry, Prev: CHAIN_START }).line,
    );
    writeFileSync(join(dir, `audit-2026110${files}T000000000Z-${pid}.jsonl`), `${lines.join('\n')}\n`);
  };
  return { dir, clock, audit, leave, open: createOpenWrites(dir, audit, clock) };
};

const intent = (Id: string, more: object = {}) => ({
  Kind: 'intent',
  Id,
  Action: 'CreateSslVpnClientCert',
  Session: 'one',
  Repeat: repeat,
  ClientToken: `token-${Id}`,
  ...more,
});
const unknown = (Id: string) => ({ Kind: 'outcome', Id, Result: 'unknown' });

test('a call finds the newest open write that it repeats, with its token, whoever made it', async () => {
  const { leave, open } = start();
  leave([intent('a'), unknown('a'), intent('b'), { Kind: 'outcome', Id: 'b', Result: 'ok' }]);
  leave([intent('c'), unknown('c'), intent('d', { Repeat: 'other' })]);
  expect(await open.find({ repeat, session: 'two' })).toMatchObject({ id: 'c', clientToken: 'token-c' });
  expect((await open.ofOthers()).map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  expect(await open.find({ repeat: 'never', session: 'one' })).toBeUndefined();
});

test('what another process is still at is not open, unless it has recorded that the outcome is unknown', async () => {
  const { leave, open } = start();
  leave([intent('a')], process.ppid);
  expect(await open.ofOthers()).toEqual([]);
  leave([intent('b'), unknown('b')], process.ppid);
  expect((await open.ofOthers()).map(({ id }) => id)).toEqual(['b']);
});

test('of its own a process finds only what the same caller left, and tells nothing', async () => {
  const { audit, open } = start();
  const entry = {
    RequestId: '1',
    Tool: 't',
    Risk: 'write',
    Input: {},
    Account: 'a',
    Region: 'r',
    Endpoint: 'e',
    Door: 'd',
  };
  await audit.write({ ...entry, Kind: 'intent', Id: 'a', Action: 'A', Session: 'one', Repeat: repeat });
  expect(await open.find({ repeat, session: 'one' })).toBeUndefined();
  await audit.write({ Kind: 'outcome', Id: 'a', Result: 'unknown', DurationMs: 1 });
  expect(await open.find({ repeat, session: 'one' })).toMatchObject({ id: 'a', clientToken: '' });
  expect(await open.find({ repeat, session: 'two' })).toBeUndefined();
  expect(await open.ofOthers()).toEqual([]);
});

test('what somebody has looked after is open no more, here and for whoever comes later', async () => {
  const { dir, clock, leave, open } = start();
  leave([intent('a'), unknown('a')]);
  const [first] = await open.ofOthers();
  if (!first) throw new Error('nothing is open');
  clock.advance(5);
  await open.resolve({ Id: 'a', Found: 'done', Made: ['vsc-1'] });
  expect(open.isOpen(first)).toBe(false);
  expect(await open.find({ repeat, session: 'one' })).toBeUndefined();
  const later = createOpenWrites(dir, createAudit(dir, clock), clock);
  expect(await later.ofOthers()).toEqual([]);
});

test('an audit that cannot be written closes the write in this process only', async () => {
  const { dir, clock, leave } = start();
  leave([intent('a'), unknown('a')]);
  const open = createOpenWrites(dir, createAudit(undefined, clock), clock);
  await expect(open.resolve({ Id: 'a', Found: 'done' })).rejects.toThrow();
  expect(await open.ofOthers()).toEqual([]);
});

test('without a folder nothing is open', async () => {
  const clock = movableClock();
  const open = createOpenWrites(undefined, createAudit(undefined, clock), clock);
  expect(await open.find({ repeat, session: 'one' })).toBeUndefined();
});

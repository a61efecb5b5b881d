import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { createHistory } from '../../../src/guard/history/history.ts';
import { startBench } from '../bench.ts';

const { CreateCustomerGateway, ModifyCustomerGatewayAttribute } = actions;
const HOUR = 3_600_000;
const nobodys = { isOurs: () => false };

/** A guard that has made and renamed a customer gateway, and the folder of its audit. */
const worked = async () => {
  const bench = await startBench();
  const made = await bench.invoke(CreateCustomerGateway, { IpAddress: '203.0.113.77', Name: 'branch' }, bench.call());
  const CustomerGatewayId = String(made.CustomerGatewayId);
  await bench.invoke(ModifyCustomerGatewayAttribute, { CustomerGatewayId, Name: 'shop' }, bench.call());
  const [file = ''] = readdirSync(bench.stateDir).filter((name) => name.startsWith('audit-'));
  return { ...bench, CustomerGatewayId, file: join(bench.stateDir, file) };
};

test('another process reads from the audit what was made and what was renamed', async () => {
  const { stateDir, clock, CustomerGatewayId } = await worked();
  const { writes, unread } = await createHistory(stateDir, clock, nobodys).past();
  expect(unread).toBeUndefined();
  expect(writes.map(({ action, made, result }) => ({ action, made, result }))).toEqual([
    { action: 'CreateCustomerGateway', made: [CustomerGatewayId], result: 'ok' },
    { action: 'ModifyCustomerGatewayAttribute', made: [], result: 'ok' },
  ]);
  expect(writes[1]?.input).toMatchObject({ CustomerGatewayId, Name: 'shop' });
});

test('a day later it is forgotten', async () => {
  const { stateDir, clock } = await worked();
  const history = createHistory(stateDir, clock, nobodys);
  clock.advance(24 * HOUR + 60_000);
  expect(await history.past()).toEqual({ writes: [] });
});

test('what is written behind is read on, and a line that is still being written counts for nothing', async () => {
  const { stateDir, clock, file } = await worked();
  // Whoever writes it is alive, and somebody else.
  const theirs = file.replace(/\d+(?=\.jsonl$)/, String(process.ppid));
  renameSync(file, theirs);
  const history = createHistory(stateDir, clock, nobodys);
  const whole = readFileSync(theirs);
  const before = (await history.past()).writes;
  appendFileSync(theirs, '{"Seq":9,"Kind":"intent","Id":"x"');
  expect(await history.past()).toEqual({ writes: before });
  truncateSync(theirs, whole.lastIndexOf('\n', whole.length - 2) + 1);
  expect((await history.past()).writes.at(-1)?.result).toBe('running');
});

test('of an ended process a cut line, or an empty file, may hide what was done', async () => {
  const { stateDir, clock, file } = await worked();
  const past = () => createHistory(stateDir, clock, nobodys).past();
  const whole = readFileSync(file);
  for (const left of [whole.length - 1, Math.floor(whole.length / 2), 5, 0]) {
    writeFileSync(file, whole.subarray(0, left));
    expect(await past()).toMatchObject({ unread: 'lines of the audit are damaged' });
  }
});

test('what this process did is known from memory, newest last, and what became of it', async () => {
  const { stateDir, clock } = await worked();
  const history = createHistory(stateDir, clock, { isOurs: () => true });
  const write = { id: 'a', action: 'CreateVpnGateway', atMs: clock.now(), input: {}, changed: [], made: [] };
  history.note({ ...write, result: 'running' });
  history.note({ ...write, id: 'b', atMs: clock.now() - HOUR, result: 'ok' });
  history.note({ ...write, result: 'unknown' });
  expect((await history.past()).writes.map(({ id, result }) => [id, result])).toEqual([
    ['b', 'ok'],
    ['a', 'unknown'],
  ]);
  clock.advance(23 * HOUR + 60_000);
  expect((await history.past()).writes.map(({ id }) => id)).toEqual(['a']);
});

test('what may be missing is said: no folder, a file that is none, changed lines, more than can be read', async () => {
  const { stateDir, clock, file } = await worked();
  const past = (folder: string | undefined) => createHistory(folder, clock, nobodys).past();
  expect(await past(undefined)).toMatchObject({ unread: 'there is no folder for the audit' });
  expect(await past(file)).toMatchObject({ writes: [], unread: 'ENOTDIR' });
  expect(await past(join(stateDir, 'never-made'))).toEqual({ writes: [] });

  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"Name":"shop"', '"Name":"shed"'));
  expect(await past(stateDir)).toMatchObject({ unread: 'lines of the audit are damaged' });

  writeFileSync(file, text.repeat(Math.ceil((16 * 1024 * 1024) / text.length) + 1));
  expect(await past(stateDir)).toMatchObject({ writes: [], unread: 'the audit of the last day is too large' });

  const odd = join(stateDir, 'odd');
  mkdirSync(join(odd, 'audit-20260101T000000000Z-1.jsonl'), { recursive: true });
  expect(await past(odd)).toMatchObject({ writes: [], unread: 'EISDIR' });
});

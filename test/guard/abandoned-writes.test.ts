import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { CHAIN_START, sealLine } from '../../src/guard/audit/line.ts';
import { createAudit } from '../../src/guard/audit/writer.ts';
import { type Bench, region, soon, startBench } from './bench.ts';

const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'renamed' };
const gone = 2 ** 22 + 7;

/** What a process left that ended in the middle of a write. */
const leave = ({ stateDir }: Bench, pid: number, ids: readonly string[] = ['lost']): void => {
  const lines = ids.map((Id, index) => {
    const Time = '2026-11-01T00:00:00Z';
    return `${sealLine({ Seq: index + 1, Time, Kind: 'intent', Id, Action: 'DeleteVpnGateway', Prev: CHAIN_START }).line}\n`;
  });
  writeFileSync(join(stateDir, `audit-20261101T000000000Z-${pid}.jsonl`), lines.join(''));
};

const summaryBy = (bench: Bench) => bench.logged.filter(({ event }) => event.includes('no known outcome'));

test('the first call of a process, a read too, tells which writes of ended processes nobody knows the end of, once', async () => {
  const bench = await startBench();
  leave(bench, gone);
  expect(summaryBy(bench)).toEqual([]);
  await bench.invoke(actions.DescribeVpnGateways, { RegionId: region }, bench.call());
  await soon(() => summaryBy(bench).length).toBe(1);
  await bench.invoke(actions.ModifyVpnGatewayAttribute, rename, bench.call());
  expect(summaryBy(bench)).toHaveLength(1);
  expect(summaryBy(bench)[0]).toMatchObject({ level: 'warn', facts: { id: 'lost', action: 'DeleteVpnGateway' } });
});

test('a file that has our own process number and is not ours is of an ended process', async () => {
  const bench = await startBench();
  leave(bench, process.pid);
  expect(await bench.guard.notices()).toEqual([expect.stringContaining('in the middle of DeleteVpnGateway')]);
});

test('a write of our own that is under way is not told', async () => {
  const bench = await startBench();
  let seen: readonly string[] | undefined;
  const guard = bench.makeGuard();
  const watching = await startBench({
    between: (invoke) => async (action, input, call) => {
      if (action.name === 'ModifyVpnGatewayAttribute') seen = await watching.guard.notices();
      return invoke(action, input, call);
    },
  });
  await watching.invoke(actions.ModifyVpnGatewayAttribute, rename, watching.call());
  expect(seen).toEqual([]);
  expect(await guard.notices()).toEqual([]);
});

test('what nobody has looked after is told at every start, until somebody has', async () => {
  const bench = await startBench();
  leave(bench, gone);
  await bench.invoke(actions.ModifyVpnGatewayAttribute, rename, bench.call());
  expect(await bench.makeGuard().notices()).toEqual([expect.stringContaining('audit close lost')]);
  const audit = createAudit(bench.stateDir, bench.clock);
  await audit.write({ Kind: 'resolved', Id: 'lost', Found: 'closed', By: 'somebody' });
  await audit.close();
  expect(await bench.makeGuard().notices()).toEqual([]);
});

test('of many the last are told, and how many there are', async () => {
  const bench = await startBench();
  leave(bench, gone, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  const notices = await bench.guard.notices();
  expect(notices).toHaveLength(6);
  expect(notices.at(-1)).toContain('2 more');
});

test('without a folder there is nothing to tell', async () => {
  const bench = await startBench();
  expect(await bench.makeGuard({ stateDir: undefined }).notices()).toEqual([]);
});

/** What a process left that was killed while files waited on its pages, or that has said what became of them. */
const leaveFiles = (
  { stateDir, clock }: Bench,
  pid: number,
  ...entries: readonly (readonly [string, string])[]
): void => {
  const lines = entries.map(([Name, State], index) => {
    const Time = new Date(clock.now() - 60_000 + index).toISOString();
    return `${sealLine({ Seq: index + 1, Time, Kind: 'download', Id: `${Name}-${pid}`, State, Name, Prev: CHAIN_START }).line}\n`;
  });
  writeFileSync(join(stateDir, `audit-20261101T000000000Z-${pid}.jsonl`), lines.join(''));
};

test('files that waited for people when their process was killed are told, with what to do, and no others', async () => {
  const bench = await startBench();
  leaveFiles(
    bench,
    gone,
    ['psk-one.txt', 'waits'],
    ['taken.txt', 'waits'],
    ['taken.txt', 'taken'],
    ['late.txt', 'expired'],
  );
  const [notice = '', ...more] = await bench.guard.notices();
  expect(notice).toMatch(/gone with it: psk-one\.txt\. .*DownloadVpnConnectionConfig.*another key has to be made/);
  expect(more).toEqual([]);
});

test('a lost file of which another came after, or whose process goes on, is not told; of many five are named', async () => {
  const bench = await startBench();
  leaveFiles(bench, gone, ['psk-one.txt', 'waits']);
  leaveFiles(bench, gone + 1, ['x', 'waits'], ['x', 'taken'], ['psk-one.txt', 'waits'], ['psk-one.txt', 'taken']);
  leaveFiles(bench, process.ppid, ['psk-two.txt', 'waits']);
  expect(await bench.guard.notices()).toEqual([]);
  const crowded = await startBench();
  leaveFiles(crowded, gone, ...Array.from({ length: 8 }, (_, at) => [`file-${at}`, 'waits'] as const));
  expect(String(await crowded.guard.notices())).toContain('file-3, file-4, 3 more.');
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Guard } from '../../../src/guard/guard.ts';
import { createSharedPages } from '../../../src/guard/page/shared-files.ts';
import { createKeys } from '../../../src/guard/secrets/keys.ts';
import { agreeable, approvalOf, refusalOf, region, soon, startBench } from '../bench.ts';

const { DeleteVpnConnection } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
const sealKey = 'a-key-that-replicas-share-0123456789';

/** Reads the page and presses a button, as a browser would. */
const press = async (url: string, fields: Record<string, string>): Promise<number> => {
  const html = await (await fetch(url)).text();
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
  const [, question = ''] = /name="question" value="([^"]+)"/.exec(html) ?? [];
  return (await fetch(new URL(action, url), { method: 'POST', body: new URLSearchParams({ question, ...fields }) }))
    .status;
};

test('with --confirm page the page is asked even where a form could be', async () => {
  const { invoke, call } = await startBench({ guard: { confirm: 'page' } });
  const { ask, questions } = agreeable();
  expect(approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call({ ask })))).Url).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/approve\/[\w-]{43}$/,
  );
  expect(questions).toEqual([]);
});

test('the answer tells at once, in words and in data, where to go and what then', async () => {
  const { invoke, call } = await startBench();
  const refused = await refusalOf(invoke(DeleteVpnConnection, plantMain, call()));
  const { Url = '', ExpiresAt = '', State, Plan } = approvalOf(refused);
  expect(State).toBe('approval_required');
  expect(refused.message).toContain(Url);
  expect(refused.message).toContain('goes down at once');
  expect(refused.remedy).toContain('repeat exactly the same call');
  expect(Date.parse(ExpiresAt)).toBeGreaterThan(Date.now());
  expect(Plan).toMatchObject({ Action: 'DeleteVpnConnection', Target: { Id: 'vco-plant0001', Name: 'plant-main' } });
});

test('the audit says by which door, and whether a PIN was asked', async () => {
  const { invoke, call, audit } = await startBench({ guard: { approvalPin: '4938' } });
  const { Url = '' } = approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call())));
  await press(Url, { decision: 'approve', name: 'plant-main', pin: '4938' });
  await invoke(DeleteVpnConnection, plantMain, call());
  expect(audit()[0]?.['Door']).toBe('page with PIN');
});

test('a yes that was not used in five minutes runs out', async () => {
  const { invoke, call, clock, writes } = await startBench();
  const { Url = '' } = approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call())));
  await press(Url, { decision: 'approve', name: 'plant-main' });
  clock.advance(5 * 60_000);
  expect(approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call()))).State).toBe('expired');
  expect(await writes()).toEqual([]);
});

test('a yes to what has changed since is void', async () => {
  const { invoke, call, patch, writes } = await startBench();
  const { Url = '' } = approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call())));
  await press(Url, { decision: 'approve', name: 'plant-main' });
  await patch({ 'vco-plant0001.LocalSubnet': '10.99.0.0/16' });
  expect(approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call()))).State).toBe('void');
  expect(await writes()).toEqual([]);
});

test('replicas that share key and folder know each other’s pages', async () => {
  const bench = await startBench({ guard: { sealKey, transport: 'http' } });
  const replica = bench.makeGuard({ sealKey, transport: 'http' });
  const here = () => bench.invoke(DeleteVpnConnection, plantMain, bench.call({ transport: 'http' }));
  const there = () => replica.invoke(DeleteVpnConnection, plantMain, bench.callOn(replica, { transport: 'http' }));
  const { Url = '' } = approvalOf(await refusalOf(here()));
  expect(approvalOf(await refusalOf(there())).Url).toBe(Url);
  await press(Url, { decision: 'approve', name: 'plant-main' });
  await there();
  await refusalOf(here());
  expect(await bench.writes()).toHaveLength(1);
});

test('a shell waits for its page, for nobody could come back to it', async () => {
  const bench = await startBench({ guard: { confirm: 'page', transport: 'shell' } });
  const work = bench.invoke(DeleteVpnConnection, plantMain, bench.call({ transport: 'shell' }));
  const url = () => String(bench.logged.find(({ event }) => event === 'open the approval page')?.facts['url'] ?? '');
  await soon(url).toMatch(/^http/);
  await press(url(), { decision: 'approve', name: 'plant-main' });
  expect((await work)['Outcome']).toMatchObject({ State: 'done' });
});

test('a shell whose page nobody answers is told that it ran out', async () => {
  const bench = await startBench({ guard: { confirm: 'page', transport: 'shell' } });
  const work = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ transport: 'shell' })));
  await soon(() => bench.logged.map(({ event }) => event)).toContain('open the approval page');
  bench.clock.advance(5 * 60_000);
  expect(approvalOf(await work).State).toBe('expired');
});

const approvalsOf = (stateDir: string): string => join(stateDir, 'approvals');

/** The note about the one open page, changed as a program that may write the folder would. */
const forge = (stateDir: string, from: string | RegExp, to: string): void => {
  const name = readdirSync(approvalsOf(stateDir)).find((each) => each.startsWith('page-')) ?? '';
  const file = join(approvalsOf(stateDir), name);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

test('a note that somebody changed to approved is no yes: the replica asks for itself and says so in the log', async () => {
  const bench = await startBench({ guard: { sealKey, transport: 'http', approvalPin: '493817' } });
  const replica = bench.makeGuard({ sealKey, transport: 'http', approvalPin: '493817' });
  const { Url } = approvalOf(
    await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ transport: 'http' }))),
  );
  forge(bench.stateDir, /\bopen\b/, 'approved');
  const there = replica.invoke(DeleteVpnConnection, plantMain, bench.callOn(replica, { transport: 'http' }));
  const { State, Url: own } = approvalOf(await refusalOf(there));
  expect(State).toBe('approval_required');
  expect(own).not.toBe(Url);
  expect(bench.logged.map(({ event }) => event)).toContain(
    'a note about an approval page is not ours: it does not count',
  );
  expect(await bench.writes()).toEqual([]);
});

test('a yes from a replica without PIN is none where a PIN is asked, and the audit names the channel that it was', async () => {
  const bench = await startBench({ guard: { sealKey, transport: 'http' } });
  const strict = bench.makeGuard({ sealKey, transport: 'http', approvalPin: '493817' });
  const plain = bench.makeGuard({ sealKey, transport: 'http' });
  const on = (guard: Guard) => guard.invoke(DeleteVpnConnection, plantMain, bench.callOn(guard, { transport: 'http' }));
  const { Url = '' } = approvalOf(await refusalOf(on(bench.guard)));
  await press(Url, { decision: 'approve', name: 'plant-main' });
  const { State, Url: own = '' } = approvalOf(await refusalOf(on(strict)));
  expect(State).toBe('approval_required');
  await press(own, { decision: 'approve', name: 'plant-main', pin: '493817' });
  await on(plain);
  expect(bench.audit()[0]?.['Door']).toBe('page with PIN');
});

test('in a shell no file stands for a human, not even one sealed with the key from the same folder', async () => {
  const guard = { confirm: 'page', transport: 'shell', approvalPin: '493817' } as const;
  const bench = await startBench({ guard });
  const call = () => bench.call({ transport: 'shell' });
  const asked = () => bench.logged.filter(({ event }) => event === 'open the approval page').length;
  const first = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, call()));
  await soon(asked).toBe(1);
  const [name = ''] = readdirSync(approvalsOf(bench.stateDir)).filter((each) => each.startsWith('page-'));
  const keys = createKeys({ stateDir: bench.stateDir, lasting: true });
  const notes = createSharedPages(approvalsOf(bench.stateDir), keys.seals);
  const key = name.slice('page-'.length, -'.json'.length);
  const note = notes.get(key);
  if (note === undefined || note === 'forged') throw new Error('there is no note');
  notes.put(key, { ...note, status: 'approved', channel: 'page with PIN' });
  const other = bench.makeGuard(guard);
  const second = refusalOf(other.invoke(DeleteVpnConnection, plantMain, bench.callOn(other, { transport: 'shell' })));
  await soon(asked).toBe(2);
  bench.clock.advance(5 * 60_000);
  expect([approvalOf(await first).State, approvalOf(await second).State]).toEqual(['expired', 'expired']);
  expect(await bench.writes()).toEqual([]);
});

test('a program that guesses the PIN has five tries in all, over pages and processes, and everybody hears of it', async () => {
  const bench = await startBench({ guard: { approvalPin: '493817' } });
  const other = bench.makeGuard({ approvalPin: '493817' });
  const on = (guard: Guard) => guard.invoke(DeleteVpnConnection, plantMain, bench.callOn(guard));
  const urls = [approvalOf(await refusalOf(on(bench.guard))).Url, approvalOf(await refusalOf(on(other))).Url];
  for (const [at, pin] of ['000001', '000002', '000003', '000004', '000005'].entries())
    await press(urls[at % 2] ?? '', { decision: 'approve', name: 'plant-main', pin });
  const shown = await (await fetch(urls[1] ?? '')).text();
  expect(shown).toContain('no page takes a PIN until');
  await press(urls[1] ?? '', { decision: 'approve', name: 'plant-main', pin: '493817' });
  for (const guard of [bench.guard, other, bench.makeGuard({ approvalPin: '493817' })]) {
    const refused = await refusalOf(on(guard));
    expect(approvalOf(refused)).toMatchObject({ State: 'refused' });
    expect(approvalOf(refused).Url).toBeUndefined();
    expect(refused.message).toMatch(/none takes a PIN until \d\d:\d\d UTC/);
  }
  expect(bench.logged).toContainEqual(
    expect.objectContaining({ level: 'error', event: expect.stringContaining('too many wrong PINs') }),
  );
  expect(await bench.writes()).toEqual([]);
  bench.clock.advance(15 * 60_000);
  const { Url = '' } = approvalOf(await refusalOf(on(other)));
  await press(Url, { decision: 'approve', name: 'plant-main', pin: '493817' });
  await on(other);
  expect(await bench.writes()).toHaveLength(1);
});

test('a page that gave way to newer questions says so, and so do the log and the answer to its call', async () => {
  const bench = await startBench();
  const ask = (session: string) =>
    refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ session }))).then(approvalOf);
  const { Url = '' } = await ask('first');
  for (let other = 0; other < 20; other += 1) await ask(`other ${other}`);
  expect(await (await fetch(Url)).text()).toContain('Gave way to newer questions');
  expect(bench.logged).toContainEqual(
    expect.objectContaining({ level: 'warn', event: expect.stringContaining('gave way') }),
  );
  const refused = await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ session: 'first' })));
  expect(refused.message).toContain('gave way to newer ones');
  expect((await ask('first')).State).toBe('approval_required');
});

test('a shell that is stopped takes its page with it', async () => {
  const bench = await startBench({ guard: { confirm: 'page', transport: 'shell' } });
  const stop = new AbortController();
  const work = bench.invoke(DeleteVpnConnection, plantMain, bench.call({ transport: 'shell', signal: stop.signal }));
  await soon(() => bench.logged.map(({ event }) => event)).toContain('open the approval page');
  stop.abort(new Error('stopped'));
  expect(await work.catch((reason: unknown) => reason)).toBe(stop.signal.reason);
  expect(readdirSync(approvalsOf(bench.stateDir)).filter((name) => name.startsWith('page-'))).toEqual([]);
});

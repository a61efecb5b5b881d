import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, approvalOf, refusalOf, region, soon, startBench } from './bench.ts';

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

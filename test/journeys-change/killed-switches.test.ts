import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { hello, startProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';
import { type Table, worldWith } from '../tools/switch/moves.ts';

// A switch is cut by a kill in the middle of its steps, before the cloud has done one and after. The same call, made by the
// next process, ends it: never a step twice.

type Fields = Readonly<Record<string, unknown>>;

/** A server whose human says yes to everything, and types what is asked for. */
const start = async (cloud: Cloud) => {
  const server = startProgram([], { env: cloud.env });
  const questions: string[] = [];
  const replies = new Map<unknown, Fields>();
  let rest = '';
  server.child.stdout.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { id, method, params, result } = JSON.parse(line) as Fields;
      if (method === 'elicitation/create') {
        const message = String(Object(params).message);
        questions.push(message);
        const typed = /^To confirm, type: (.+)$/m.exec(message)?.[1];
        server.send({ id, result: { action: 'accept', content: typed ? { name: typed } : { approve: true } } });
      } else if (result !== undefined) replies.set(id, Object(result));
    }
  });
  const [initialize, ...more] = hello;
  server.send({ ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } }, ...more);
  const params = { name: 'SwitchRoutes', arguments: { To: 'plant-backup' }, _meta: { progressToken: 7 } };
  server.send({ id: 7, method: 'tools/call', params });
  return { server, questions, reply: () => replies.get(7) };
};

const requestsOf = async (cloud: Cloud) =>
  (await cloud.requests())
    .map((request) => request as Fields & typeof request)
    .filter(({ action }) => !/^(Describe|Download|List)/.test(action));

const acted = async (cloud: Cloud): Promise<readonly string[]> =>
  (await requestsOf(cloud)).flatMap(({ action, acted: isActed, replayed, parameters: { RouteDest, NextHop } }) =>
    isActed && !replayed ? [`${action} ${RouteDest} ${NextHop}`] : [],
  );

/** How many writes are on record as begun. */
const intents = ({ folder }: Cloud): number => {
  const audits = join(folder, 'state', 'vpn-gateway-mcp');
  const names = existsSync(audits) ? readdirSync(audits).filter((name) => name.startsWith('audit-')) : [];
  const lines = names.flatMap((name) => readFileSync(join(audits, name), 'utf8').split('\n'));
  return lines.filter((line) => line.includes('"Kind":"intent"')).length;
};

const [main, backup] = ['vco-plant0001', 'vco-plant0002'];
const [block, low, high] = ['172.20.0.0/16', '172.20.0.0/17', '172.20.128.0/17'];
const halves = [`CreateVpnRouteEntry ${low} ${backup}`, `CreateVpnRouteEntry ${high} ${backup}`];
const [drop, weigh, make] = ['DeleteVpnPbrRouteEntry', 'ModifyVpnPbrRouteEntryWeight', 'CreateVpnPbrRouteEntry'];
const instead = [`${drop} ${block} ${backup}`, `${weigh} ${block} ${main}`, `${make} ${block} ${backup}`];
const anew = [
  ...[`${weigh} ${block} ${main}`, `${drop} ${block} ${backup}`, `${drop} ${block} ${main}`],
  ...[`${make} ${block} ${backup}`, `${make} ${block} ${main}`],
];

type Row = readonly [
  table: Table,
  contract: 'guide' | 'public' | 'dual-tunnel',
  whole: readonly string[],
  acts: number,
  fault: Fields,
];
const cutAfter = (action: string, skip = 0): Fields => ({ kind: 'lose-reply', action, skip });
const cutBefore = (action: string, skip = 0): Fields => ({ kind: 'error-before', ms: 5_000, action, skip });

const rows: readonly Row[] = [
  ['halves', 'guide', halves, 1, cutAfter('CreateVpnRouteEntry')],
  ['policy', 'guide', [`${weigh} ${block} ${main}`, `${weigh} ${block} ${backup}`], 1, cutAfter(weigh)],
  ['policy', 'guide', [`${weigh} ${block} ${main}`, `${weigh} ${block} ${backup}`], 2, cutAfter(weigh, 1)],
  ['policy', 'public', instead, 1, cutAfter(drop)],
  ['policy', 'public', instead, 2, cutAfter(weigh, 1)],
  ['policy', 'guide', [`${weigh} ${block} ${main}`, `${weigh} ${block} ${backup}`], 1, cutBefore(weigh, 1)],
  // In the gap: nothing leads to the plant until the same call is made again.
  ['policy', 'dual-tunnel', anew, 3, cutAfter(drop, 1)],
];

// Each starts two processes on a machine that others use too; a change without effect is looked for a quarter of a minute.
vi.setConfig({ testTimeout: 120_000 });

const named = rows.map((row) => [...row, `${String(row[4]['kind'])} ${String(row[4]['action'])}`] as const);

it.each(named.map((row) => ({ row, title: `${row[0]}, weights as ${row[1]}, after ${row[3]} writes (${row[5]})` })))(
  'a switch that is killed is ended by the same call: $title',
  async ({ row }) => {
    const [table, weight_contract, whole, acts, fault] = row;
    const cloud = await startCloud({ pace: 'instant', world: worldWith(table, { weight_contract }) });
    await cloud.break(fault);
    const first = await start(cloud);
    const begun = (fault['kind'] === 'error-before' ? acts + 1 : acts) + (weight_contract === 'public' ? 1 : 0);
    await expect
      .poll(async () => (await acted(cloud)).length === acts && intents(cloud) >= begun, { timeout: 60_000 })
      .toBe(true);
    first.server.child.kill('SIGKILL');
    await first.server.ended;
    expect(first.questions).toHaveLength(1);

    const second = await start(cloud);
    await expect.poll(second.reply, { timeout: 100_000 }).toBeDefined();
    expect(second.reply()).toMatchObject({ structuredContent: { State: 'done' } });
    expect(second.questions.length).toBeLessThanOrEqual(1);
    expect(await acted(cloud)).toEqual(whole);
  },
);

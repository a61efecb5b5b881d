import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { hello, type Running, startProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// A list of steps is cut by a kill in the middle of each of its steps, before and after the cloud has done it. The same call,
// made by the next process, does what is left: never a step twice.

type Fields = Readonly<Record<string, unknown>>;

const route = { VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const Steps = [
  { Tool: 'CreateCustomerGateway', Arguments: { IpAddress: '192.0.2.99', Name: 'cut-site' } },
  {
    Tool: 'CreateVpnConnection',
    Arguments: {
      VpnGatewayId: 'vpn-hq0001',
      CustomerGatewayId: '{{1.CustomerGatewayId}}',
      LocalSubnet: '10.10.0.0/16',
      RemoteSubnet: '10.80.0.0/16',
      Name: 'cut-site',
    },
  },
  {
    Tool: 'ModifyVpnRouteEntryWeight',
    Arguments: { ...route, NextHop: 'vco-plant0001', Weight: 100, NewWeight: 0 },
  },
  {
    Tool: 'ModifyVpnRouteEntryWeight',
    Arguments: { ...route, NextHop: 'vco-plant0002', Weight: 0, NewWeight: 100 },
  },
] as const;

/** A server whose human says yes to everything, and how a tool is called there. */
const start = async (cloud: Cloud) => {
  const server: Running = startProgram([], { env: cloud.env });
  const questions: string[] = [];
  const replies = new Map<unknown, Fields>();
  let rest = '';
  server.child.stdout.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { id, method, params, result } = JSON.parse(line) as Fields;
      if (method === 'elicitation/create') {
        questions.push(String(Object(params).message));
        server.send({ id, result: { action: 'accept', content: { approve: true } } });
      } else if (result !== undefined) replies.set(id, Object(result));
    }
  });
  const [initialize, ...more] = hello;
  server.send({ ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } }, ...more);
  let id = 10;
  const call = (name: string, args: Fields): (() => Fields | undefined) => {
    id += 1;
    const own = id;
    const progress = { progressToken: own };
    server.send({ id: own, method: 'tools/call', params: { name, arguments: args, _meta: progress } });
    return () => replies.get(own);
  };
  return { server, questions, call };
};

const acted = async (cloud: Cloud): Promise<readonly string[]> =>
  (await cloud.requests()).flatMap((request) => {
    const { acted: isActed, replayed } = request as Fields & typeof request;
    return /^(Describe|Download|List)/.test(request.action) || !isActed || replayed ? [] : [request.action];
  });

/** The steps that are on record as begun. */
const intents = ({ folder }: Cloud): readonly unknown[] => {
  const audits = join(folder, 'state', 'vpn-gateway-mcp');
  const names = existsSync(audits) ? readdirSync(audits).filter((name) => name.startsWith('audit-')) : [];
  return names
    .flatMap((name) => readFileSync(join(audits, name), 'utf8').split('\n'))
    .flatMap((line) => /"Kind":"intent".*"Step":(\d)/.exec(line)?.[1] ?? [])
    .map(Number);
};

const all = Steps.map(({ Tool }) => Tool);

// Each starts two processes on a machine that others use too.
vi.setConfig({ testTimeout: 90_000 });

const cuts = Steps.flatMap((_, at) => (['after', 'before'] as const).map((when) => [at + 1, when] as const));

describe('a list that is killed', () => {
  it.each(cuts)('at step %i, %s the cloud has done it, is done to its end by the same call', async (step, when) => {
    const cloud = await startCloud({ pace: 'instant' });
    const tool = Steps[step - 1]?.Tool ?? '';
    const first = await start(cloud);
    const fault = when === 'after' ? { kind: 'lose-reply' } : { kind: 'error-before', ms: 5_000 };
    await cloud.break({ ...fault, action: tool, skip: step === 4 ? 1 : 0 });
    first.call('ApplyChange', { Steps });
    const isUnderWay = async (): Promise<boolean> =>
      intents(cloud).includes(step) && (when === 'before' || (await acted(cloud)).length === step);
    await expect.poll(isUnderWay, { timeout: 30_000 }).toBe(true);
    first.server.child.kill('SIGKILL');
    await first.server.ended;
    expect(first.questions).toHaveLength(1);

    const second = await start(cloud);
    const reply = second.call('ApplyChange', { Steps });
    await expect.poll(reply, { timeout: 60_000 }).toBeDefined();
    expect(reply()).toMatchObject({ structuredContent: { State: 'done' } });
    expect(second.questions.length).toBeLessThanOrEqual(1);
    expect(await acted(cloud)).toEqual(all);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { worlds } from '../evals/task.ts';
import { hello, type Running, startProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// The server is killed in the middle of each step of a job, before or after the cloud has done it. The same call, made by
// the next process, does what is left: never a step twice.

type Fields = Readonly<Record<string, unknown>>;

const subnet = { VpnConnectionId: 'factory-main', Cidrs: '172.21.0.0/16' };
const MODIFIES = ['ModifyVpnConnectionAttribute', 'ModifyVpnConnectionAttribute'];

const jobs: readonly (readonly [tool: string, args: Fields, steps: readonly string[], patch: Fields])[] = [
  ['AddSubnet', subnet, [...MODIFIES, 'CreateVpnRouteEntry', 'CreateVpnRouteEntry'], {}],
  [
    'RemoveSubnet',
    subnet,
    ['DeleteVpnRouteEntry', 'DeleteVpnRouteEntry', ...MODIFIES],
    {
      'vco-qd0001.RemoteSubnet': '172.20.0.0/16,172.21.0.0/16',
      'vco-qd0002.RemoteSubnet': '172.20.0.0/16,172.21.0.0/16',
    },
  ],
  ['RetireSite', { Site: 'cgw-qd0003' }, ['DeleteVpnRouteEntry', 'DeleteVpnConnection', 'DeleteCustomerGateway'], {}],
];

const extra = (tool: string): readonly Fields[] =>
  tool === 'RemoveSubnet'
    ? [
        ['vco-qd0001', 100],
        ['vco-qd0002', 0],
      ].map(([NextHop, Weight]) => ({
        'routes_dbr+': {
          ...{ VpnInstanceId: 'vpn-qd0001', RouteDest: '172.21.0.0/16', State: 'published' },
          ...{ NextHop, Weight },
        },
      }))
    : [];

/** What the form asks to be typed, or a plain yes. */
const answerTo = (params: unknown): Fields => {
  const { requestedSchema } = Object(params);
  const { name } = Object(requestedSchema?.properties);
  const typed = /Type (.+?) to/.exec(String(name?.description))?.[1];
  return typed === undefined ? { approve: true } : { name: typed };
};

/** A server whose human says yes to everything, and how a tool is called there. */
const start = (cloud: Cloud) => {
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
        server.send({ id, result: { action: 'accept', content: answerTo(params) } });
      } else if (result !== undefined) replies.set(id, Object(result));
    }
  });
  const [initialize, ...more] = hello;
  server.send({ ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } }, ...more);
  const call = (name: string, args: Fields): (() => Fields | undefined) => {
    const params = { name, arguments: args, _meta: { progressToken: 11 } };
    server.send({ id: 11, method: 'tools/call', params });
    return () => replies.get(11);
  };
  return { server, questions, call };
};

const acted = async (cloud: Cloud): Promise<readonly string[]> =>
  (await cloud.requests()).flatMap((request) => {
    const { acted: isActed, replayed } = request as Fields & typeof request;
    return /^(Describe|Download|List)/.test(request.action) || !isActed || replayed ? [] : [request.action];
  });

/** How many steps are on record as begun. */
const begun = ({ folder }: Cloud): number => {
  const audits = join(folder, 'state', 'vpn-gateway-mcp');
  const names = existsSync(audits) ? readdirSync(audits).filter((name) => name.startsWith('audit-')) : [];
  const lines = names.flatMap((name) => readFileSync(join(audits, name), 'utf8').split('\n'));
  return lines.filter((line) => line.includes('"Kind":"intent"')).length;
};

// Each starts two processes on a machine that others use too.
vi.setConfig({ testTimeout: 90_000 });

const cuts = jobs.flatMap(([tool, args, steps, patch]) =>
  steps.map((_, at) => [tool, at + 1, at % 2 === 0 ? 'after' : 'before', args, steps, patch] as const),
);

describe('a job that is killed', () => {
  it.each(cuts)(
    '%s at step %i, %s the cloud has done it, is done to its end by the same call',
    async (tool, step, when, args, steps, patch) => {
      const world = worlds['base'];
      if (!world) throw new Error('no world');
      const cloud = await startCloud({ pace: 'instant', world, patch: [patch, ...extra(tool)] });
      const first = start(cloud);
      const action = steps[step - 1];
      const skip = steps.slice(0, step - 1).filter((one) => one === action).length;
      const fault = when === 'after' ? { kind: 'lose-reply' } : { kind: 'error-before', ms: 5_000 };
      await cloud.break({ ...fault, action, skip });
      first.call(tool, args);
      const isUnderWay = async (): Promise<boolean> =>
        begun(cloud) === step && (when === 'before' || (await acted(cloud)).length === step);
      await expect.poll(isUnderWay, { timeout: 30_000 }).toBe(true);
      first.server.child.kill('SIGKILL');
      await first.server.ended;
      expect(first.questions).toHaveLength(1);

      const second = start(cloud);
      const reply = second.call(tool, args);
      await expect.poll(reply, { timeout: 60_000 }).toBeDefined();
      expect(await acted(cloud)).toEqual(steps);
      expect(second.questions.length).toBeLessThanOrEqual(1);
      // Of a site whose last part is gone nothing is left to find but its ID.
      expect(reply()).toMatchObject({ structuredContent: { State: 'done' } });
    },
  );
});

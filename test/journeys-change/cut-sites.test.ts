import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { hello, startProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// Jobs are cut by a kill at each of their steps, before and after the cloud has done it. The same call, made by the next
// process, does what is left, or says that nobody knows yet: never a step twice.

type Fields = Readonly<Record<string, unknown>>;

/** A server whose human says yes to everything, and types what the question asks for. */
const start = (cloud: Cloud) => {
  const server = startProgram(['--secrets-dir', join(cloud.folder, 'keys')], { env: cloud.env });
  const questions: string[] = [];
  const replies = new Map<unknown, Fields>();
  let rest = '';
  server.child.stdout.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { id, method, params, result } = JSON.parse(line) as Fields;
      if (method === 'elicitation/create') {
        const { message } = Object(params);
        questions.push(String(message));
        const [, typed] = /To confirm, type: (\S+)/.exec(String(message)) ?? [];
        server.send({ id, result: { action: 'accept', content: typed ? { name: typed } : { approve: true } } });
      } else if (result !== undefined) replies.set(id, Object(result));
    }
  });
  const [initialize, ...more] = hello;
  server.send({ ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } }, ...more);
  let id = 10;
  const call = (name: string, args: Fields): (() => Fields | undefined) => {
    id += 1;
    const own = id;
    server.send({ id: own, method: 'tools/call', params: { name, arguments: args, _meta: { progressToken: own } } });
    return () => replies.get(own);
  };
  return { server, questions, call };
};

const acted = async (cloud: Cloud): Promise<readonly string[]> =>
  (await cloud.requests()).flatMap((request) => {
    const { acted: isActed, replayed } = request as Fields & typeof request;
    return /^(Describe|Download|List)/.test(request.action) || !isActed || replayed ? [] : [request.action];
  });

/** How many steps are on record as begun. */
const intents = ({ folder }: Cloud): number => {
  const audits = join(folder, 'state', 'vpn-gateway-mcp');
  const names = existsSync(audits) ? readdirSync(audits).filter((name) => name.startsWith('audit-')) : [];
  const lines = names.flatMap((name) => readFileSync(join(audits, name), 'utf8').split('\n'));
  return lines.filter((line) => line.includes('"Kind":"intent"')).length;
};

const phase1 = { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' };
const phase2 = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28_800 };
const place = { RegionId: 'cn-qingdao-env17-d01', CustomerGatewayId: 'cgw-moved001' };

/** The plant at its new address, configured and up. */
const moved = {
  'customer_gateways+': { ...place, Name: 'plant-firewall-a', IpAddress: '198.51.100.9' },
  'connections+': {
    ...{ ...place, VpnConnectionId: 'vco-moved001', Name: 'plant-main', VpnGatewayId: 'vpn-hq0001' },
    ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.20.0.0/16', EffectImmediately: true, peer: {} },
    ...{ IkeConfig: { ...phase1, Psk: 'FAKE-psk-moved' }, IpsecConfig: phase2 },
  },
};

const jobs = [
  {
    tool: 'ConnectSite',
    args: { PeerIp: '192.0.2.130', Name: 'branch', RemoteSubnet: '172.28.0.0/20', VpnGateway: 'logistics-gateway' },
    patch: {},
    steps: ['CreateCustomerGateway', 'CreateVpnConnection', 'CreateVpnRouteEntry'],
  },
  {
    tool: 'MovePeer',
    args: { CustomerGatewayId: 'cgw-plant0001', NewIp: '198.51.100.9' },
    patch: moved,
    steps: ['DeleteVpnRouteEntry', 'CreateVpnRouteEntry', 'DeleteVpnConnection', 'DeleteCustomerGateway'],
  },
  {
    tool: 'CopyConnection',
    args: { VpnConnectionId: 'plant-main', ToRegionId: 'cn-beijing-env12-d01', LocalSubnet: '10.50.0.0/16' },
    patch: {},
    steps: ['CreateCustomerGateway', 'CreateVpnConnection'],
  },
  {
    // Where the second process begins after the connection is gone, only the record says whose the customer gateway was.
    tool: 'RetireSite',
    args: { Site: 'plant-backup' },
    patch: {},
    steps: ['DeleteVpnRouteEntry', 'DeleteVpnConnection', 'DeleteCustomerGateway'],
  },
] as const;

/** The steps of a copy are those of a site: before the cloud has done them they are tried there. */
const whens = (tool: string) => (tool === 'CopyConnection' ? (['after'] as const) : (['after', 'before'] as const));

const cuts = jobs.flatMap((job) =>
  job.steps.flatMap((step, at) => whens(job.tool).map((when) => [job.tool, step, when, at + 1, job] as const)),
);

// Each starts two processes on a machine that others use too.
vi.setConfig({ testTimeout: 90_000 });

/** A create of which the first try may still be under way is not sent again for a minute, and that is said. */
const isWaiting = (reply: Fields | undefined): boolean => /may still be making/.test(JSON.stringify(reply));

describe('a job that is killed', () => {
  it.each(cuts)('%s at %s, %s the cloud has done it, is done by the same call', async (tool, step, when, at, job) => {
    const cloud = await startCloud({ pace: 'instant', patch: job.patch });
    const first = start(cloud);
    const fault = when === 'after' ? { kind: 'lose-reply' } : { kind: 'error-before', ms: 5_000 };
    await cloud.break({ ...fault, action: step });
    first.call(tool, job.args);
    const isUnderWay = async (): Promise<boolean> =>
      intents(cloud) === at && (when === 'before' || (await acted(cloud)).length === at);
    await expect.poll(isUnderWay, { timeout: 30_000 }).toBe(true);
    first.server.child.kill('SIGKILL');
    await first.server.ended;
    expect(first.questions.length).toBeLessThanOrEqual(1);

    const second = start(cloud);
    const reply = second.call(tool, job.args);
    await expect.poll(reply, { timeout: 60_000 }).toBeDefined();
    expect(second.questions.length).toBeLessThanOrEqual(1);
    if (isWaiting(reply())) {
      expect(when).toBe('before');
      expect(await acted(cloud)).toEqual(job.steps.slice(0, at - 1));
      return;
    }
    expect(reply()).toMatchObject({ structuredContent: { State: expect.stringMatching(/done|waits for people/) } });
    expect(await acted(cloud)).toEqual(job.steps);
  });
});

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { program, surroundings } from '../support/agent.ts';
import { serverEnvironment } from '../support/world.ts';

const eras = ['2025-11-25', '2026-07-28'] as const;
type Era = (typeof eras)[number];

const connect = async (era: Era): Promise<{ client: Client; sandbox: Sandbox }> => {
  const sandbox = await startSandbox();
  const mode = era === '2026-07-28' ? { pin: era } : ('legacy' as const);
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  const env = { ...surroundings, ...serverEnvironment(sandbox, '/nonexistent') };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, '--watch-seconds', '1'],
      env,
      stderr: 'ignore',
    }),
  );
  onTestFinished(async () => {
    await client.close();
    await sandbox.close();
  });
  return { client, sandbox };
};

const uri = 'vpn://cn-qingdao-env17-d01/gateways/vpn-hq0001';

describe.each(eras)('resources in the era %s', (era) => {
  it('are listed: documents first, then what the cloud has', async () => {
    const { client } = await connect(era);
    const { resources } = await client.listResources();
    const uris = resources.map((one) => one.uri);
    expect(uris.slice(0, 3)).toEqual(['vpn-docs://actions', 'vpn-docs://error-codes', 'vpn-docs://rules']);
    expect(uris).toContain(uri);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map((one) => one.uriTemplate)).toContain(
      'vpn://{RegionId}/certificates/{SslVpnClientCertId}',
    );
  });

  it('are read without secrets', async () => {
    const { client, sandbox } = await connect(era);
    const read = await client.readResource({ uri: 'vpn://cn-qingdao-env17-d01/connections/vco-wh0001' });
    const text = JSON.stringify(read.contents);
    expect(text).toContain('ike_sa_not_established');
    for (const secret of sandbox.world.data.secrets) expect(text).not.toContain(secret);
    expect(JSON.stringify((await client.readResource({ uri: 'vpn-docs://rules' })).contents)).toContain('CRY-01');
  });

  it.each(['ssl-servers/vss-nobody', 'gateways/vpn-nobody'])('such as %s are refused by name', async (thing) => {
    const { client } = await connect(era);
    await expect(client.readResource({ uri: `vpn://cn-qingdao-env17-d01/${thing}` })).rejects.toThrow(
      new RegExp(`not found.*${thing}`, 'i'),
    );
  });

  it('complete their IDs within the region that is already chosen', async () => {
    const { client } = await connect(era);
    const ref = { type: 'ref/resource' as const, uri: 'vpn://{RegionId}/gateways/{VpnGatewayId}' };
    const context = { arguments: { RegionId: 'cn-beijing-env12-d01' } };
    const { completion } = await client.complete({ ref, argument: { name: 'VpnGatewayId', value: 'vpn-' }, context });
    expect(completion.values).toEqual(['vpn-bj0001']);
    const byName = await client.complete({ ref, argument: { name: 'VpnGatewayId', value: 'reserve' }, context });
    expect(byName.completion.values).toEqual(['vpn-bj0001']);
  });

  it('tell a subscriber that their status changed, and ask the cloud only while one listens', async () => {
    const { client, sandbox } = await connect(era);
    const updated: string[] = [];
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => void updated.push(params.uri));
    const looks = async (): Promise<number> => {
      const seen = (await (await fetch(`${sandbox.controlEndpoint}/requests`)).json()) as readonly { action: string }[];
      return seen.filter(({ action }) => action === 'DescribeVpnGateways').length;
    };
    expect(await looks()).toBe(0);
    const subscription = era === '2026-07-28' ? await client.listen({ resourceSubscriptions: [uri] }) : undefined;
    if (!subscription) await client.subscribeResource({ uri });
    await expect.poll(looks, { timeout: 10_000 }).toBeGreaterThan(0);
    for (const one of sandbox.world.data.gateways) if (one.VpnGatewayId === 'vpn-hq0001') one.Status = 'updating';
    await expect.poll(() => updated, { timeout: 15_000 }).toEqual([uri]);
    await (subscription ? subscription.close() : client.unsubscribeResource({ uri }));
  });
});

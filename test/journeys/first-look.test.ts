import { describe, expect, it, vi } from 'vitest';
import { clientKinds } from '../support/agent.ts';
import { startWorld } from '../support/world.ts';

// An agent that has never seen this server looks around. The same story for every client of both protocol eras.
describe.each(clientKinds)('a first look with the %s client', (kind) => {
  it('shows the tools, the gateways, and what is wrong with a wrong question', async () => {
    const { agent, requests, break: breakNext } = await startWorld({ kind });

    const tools = await agent.list();
    const describeGateways = tools.find(({ name }) => name === 'DescribeVpnGateways');
    expect(describeGateways).toMatchObject({ title: 'Describe VPN gateways', annotations: { readOnlyHint: true } });
    expect(await requests()).toEqual([]);

    const gateways = await agent.call('DescribeVpnGateways', { All: true });
    expect(gateways.data).toMatchObject({ TotalCount: 2, Scanned: 2 });
    expect(gateways.text).toContain('hq-gateway');

    const wrong = await agent.call('DescribeVpnGateways', { PageSize: 500, Statuss: 'active' });
    expect(wrong.isError).toBe(true);
    expect(wrong.text).toContain('PageSize is at most 50');
    expect(wrong.text).toContain('did you mean Status?');
    expect(await requests('DescribeVpnGateways')).toHaveLength(1);

    const missing = await agent.call('DescribeVpnGateway', { VpnGatewayId: 'vpn-nosuch' });
    expect(missing.isError).toBe(true);
    expect(missing.data).toEqual({});
    expect(missing.meta['vpn-gateway-mcp/error']).toMatchObject({
      Code: expect.stringMatching(/NotFound|NotExist/),
      HttpStatus: expect.any(Number),
      RequestId: expect.any(String),
      Retryable: false,
      Remedy: expect.any(String),
    });

    await expect(agent.call('DescribeGateways')).rejects.toThrow(/DescribeGateways not found/);

    await breakNext({ kind: 'forbidden', action: 'DescribeCustomerGateways' });
    const forbidden = await agent.call('DescribeCustomerGateways');
    expect(forbidden.meta['vpn-gateway-mcp/error']).toMatchObject({ Code: 'Forbidden', HttpStatus: 403 });
    expect(forbidden.text).toContain('Next: ');
  });

  it('hears of progress, page by page', async () => {
    const { agent } = await startWorld({ kind, world: 'fleet' });
    const heard: string[] = [];
    const all = await agent.call(
      'DescribeVpnConnections',
      { All: true },
      { onprogress: ({ message }) => heard.push(message ?? '') },
    );
    expect(Number(all.data['Scanned'])).toBeGreaterThan(50);
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1));
  });

  it('can be broken off, and the request to the cloud with it', async () => {
    const { agent, requests, break: breakNext } = await startWorld({ kind });
    // Longer than any test may take: whoever waits for the reply never gets on.
    await breakNext({ kind: 'delay', action: 'DescribeRegions', ms: 600_000 });
    const controller = new AbortController();
    const call = agent.call('DescribeRegions', {}, { signal: controller.signal });
    const broken = expect(call).rejects.toThrow();
    await vi.waitUntil(async () => (await requests('DescribeRegions')).length === 1, 10_000);
    controller.abort();
    await broken;
    expect((await agent.call('DescribeVpnGateways')).data).toMatchObject({ TotalCount: 2 });
  });
});

it('without credentials the tools are listed, and a call names all that is missing', async () => {
  const { another } = await startWorld({ kind: 'legacy' });
  const agent = await another({
    env: {
      VPN_MCP_ENDPOINT: '',
      VPN_MCP_REGION: '',
      ALIBABA_CLOUD_ACCESS_KEY_ID: '',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: '',
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    },
  });
  expect((await agent.list()).length).toBeGreaterThan(30);
  const { isError, text } = await agent.call('DescribeVpnGateways');
  expect(isError).toBe(true);
  expect(text.indexOf('ALIBABA_CLOUD_ACCESS_KEY_ID')).toBeGreaterThan(0);
  expect(text).toContain('ALIBABA_CLOUD_ACCESS_KEY_SECRET');
});

it('with --sandbox nothing but the one command is needed', async () => {
  const { another } = await startWorld({ kind: 'legacy' });
  const agent = await another({
    args: ['--sandbox'],
    env: { VPN_MCP_ENDPOINT: '', ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' },
  });
  expect((await agent.call('DescribeVpnGateways')).data).toMatchObject({ TotalCount: 2 });
  const [, control] = /control=(\S+)/.exec(agent.stderr()) ?? [];
  const state = await (await fetch(`${control}/state`)).json();
  expect(JSON.stringify(Object(state).gateways)).toContain('vpn-hq0001');
});

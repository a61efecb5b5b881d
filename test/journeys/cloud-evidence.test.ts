import { describe, expect, it } from 'vitest';
import { startWorld } from '../support/world.ts';

const EVIDENCE =
  /^(DescribeVpnConnectionLogs|DiagnoseVpnConnections|GetVpnGatewayDiagnoseResult|DescribeSslVpnClients)$/;

const OWN_READS = /^(Describe(VpnConnectionLogs|SslVpnClients|Vpcs|RouteTableList|RouteEntryList)|Diagnose|GetVpn)/;

const countsOf = (requests: readonly { readonly action: string }[]) =>
  Object.fromEntries(
    [...new Set(requests.map(({ action }) => action))]
      .filter((action) => EVIDENCE.test(action))
      .map((action) => [action, requests.filter((one) => one.action === action).length]),
  );

describe("the public cloud's own evidence", () => {
  it('is fetched instead of asked for, and proves what it names', async () => {
    const { agent, requests } = await startWorld({ world: 'public' });
    const { data } = await agent.call('DiagnoseTunnel', { VpnConnectionId: 'madrid' });
    expect(data['Verdict']).toMatch(/tun-madrid01a .*Cause \(0\.95\): the phase 1 \(IKE\) algorithms/);
    expect(JSON.stringify(data['Causes'])).toContain('DhGroupMismatch; \\"2\\" at the cloud, \\"14\\" at the peer');
    expect(data['Observed']).toMatchObject({
      CloudVerdict: expect.stringMatching(/^DhGroupMismatch; cloud 2; peer 14; failed /),
      Log: expect.stringMatching(/lines; fetched from the cloud, last 10 minutes; vendor alibaba/),
    });
    expect(JSON.stringify(data['NotVisible'])).not.toMatch(/log|DiagnoseResult/);
    expect(countsOf(await requests())).toEqual({
      DiagnoseVpnConnections: 1,
      DescribeVpnConnectionLogs: 2,
      GetVpnGatewayDiagnoseResult: 1,
    });
  });

  it.each(['berlin', 'paris', 'madrid', 'lyon', 'wan', 'depot'])('takes four reads at most: %s', async (site) => {
    const { agent, requests } = await startWorld({ world: 'public' });
    await agent.call('DiagnoseTunnel', { VpnConnectionId: site });
    const own = (await requests()).filter(({ action }) => OWN_READS.test(action));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThanOrEqual(4);
  });

  it('tells of a log without a line', async () => {
    const { agent } = await startWorld({ world: 'public' });
    const { data } = await agent.call('DiagnoseTunnel', { TunnelId: 'tun-lyon0001a' });
    expect(data['Observed']).toMatchObject({ Log: 'fetched from the cloud: no line in the last 10 minutes' });
  });

  it('leaves logs alone where the operator wants it so, and quotes none', async () => {
    const { agent, requests } = await startWorld({ world: 'public', args: ['--no-fetch-logs'] });
    const { text, data } = await agent.call('DiagnoseTunnel', { VpnConnectionId: 'paris' });
    expect(data['Observed']).toMatchObject({ CloudVerdict: expect.stringContaining('PskMismatch') });
    expect(text).not.toContain('mismatch of preshared secrets');
    expect(await requests('DescribeVpnConnectionLogs')).toEqual([]);
  });

  it('that a key may not read is asked for once, and told each time', async () => {
    const { agent, requests, break: fail } = await startWorld({ world: 'public' });
    await fail({ action: 'DiagnoseVpnConnections', kind: 'forbidden', times: 5 });
    const first = (await agent.call('DiagnoseTunnel', { VpnConnectionId: 'madrid' })).data;
    const second = (await agent.call('DiagnoseTunnel', { VpnConnectionId: 'paris' })).data;
    expect(JSON.stringify(first['NotVisible'])).toMatch(/DiagnoseVpnConnections: Forbidden/);
    expect(JSON.stringify(second['NotVisible'])).toMatch(/not asked again within ten minutes: Forbidden/);
    expect(second['Verdict']).toContain('the pre-shared keys of the two ends differ');
    expect(await requests('DiagnoseVpnConnections')).toHaveLength(1);
  });

  it('names who is connected to the SSL-VPN, with addresses and bytes', async () => {
    const { agent } = await startWorld({ world: 'public' });
    const { data } = await agent.call('DiagnoseSslClient', { Who: 'ana' });
    expect(JSON.stringify(data)).toMatch(/ana is connected now, as 192\.0\.2\.31 \(the cloud's own list\)/);
    const [server] = data['Servers'] as readonly Record<string, unknown>[];
    expect(server?.['Online']).toBe("3 online by the cloud's own list.");
    expect(server?.['OnlineNow']).toContainEqual(expect.stringMatching(/^ana \(vsc-ana\), .*MB sent, .*received$/));
  });

  it('is not asked for on an Apsara Stack', async () => {
    const { agent, requests } = await startWorld();
    await agent.call('DiagnoseTunnel', { VpnConnectionId: 'plant' });
    await agent.call('DiagnoseSslClient');
    expect(countsOf(await requests())).toEqual({});
  });

  it('starts no check by itself: that is a write, which the server offers', async () => {
    const { agent, requests } = await startWorld({ world: 'public' });
    const made = await agent.call('DiagnoseVpnGateway', {
      VpnGatewayId: 'vpn-shop0001',
      ResourceType: 'IPsec',
      ResourceId: 'vco-paris001',
    });
    expect(made.data['DiagnoseId']).toMatch(/^vpndgn-/);
    await agent.call('GetVpnGatewayDiagnoseResult', { VpnGatewayId: 'vpn-shop0001' });
    const { data } = await agent.call('DiagnoseTunnel', { VpnConnectionId: 'paris' });
    expect(data['Observed']).toMatchObject({ CloudCheck: expect.stringMatching(/VcoConfigConsistency: error/) });
    expect(await requests('DiagnoseVpnGateway')).toHaveLength(1);
  });
});

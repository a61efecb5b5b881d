import { describe, expect, it } from 'vitest';
import { ConnectSite } from '../../../src/tools/sites/connect-site.ts';
import { startSites } from './site-bench.ts';

// Every step of a new site with everything that may go wrong at it: afterwards the site is as before, whole, or in between with
// a board that says so; the same call then makes it whole, and never makes anything twice.

const site = {
  ...{ PeerIp: '192.0.2.130', Name: 'branch', RemoteSubnet: '172.28.0.0/20', VpnGateway: 'logistics-gateway' },
} as const;
const steps = ['CreateCustomerGateway', 'CreateVpnConnection', 'CreateVpnRouteEntry'] as const;
const faults = [
  { kind: 'refuse', code: 'OperationDenied' },
  { kind: 'throttle', times: 1 },
  { kind: 'refuse', code: 'VpnGateway.Configuring', times: 2 },
  { kind: 'error-before', times: 9 },
  { kind: 'error-after', times: 1 },
  { kind: 'cut-after', times: 1 },
] as const;

/** What is slow is tried at one step. */
const slow = ['error-before', 'refuse VpnGateway.Configuring', 'throttle'];

const all = steps.flatMap((action, at) =>
  faults.map((fault) => [at, action, `${fault.kind} ${'code' in fault ? fault.code : ''}`.trim(), fault] as const),
);

const cases = all.filter(([at, , what]) => at === 1 || !slow.includes(what));

describe('a site whose step is broken', () => {
  it.each(cases)('at %i (%s, %s) is made whole by the same call, nothing twice', async (at, action, _what, fault) => {
    const bench = await startSites();
    await bench.control('faults', { ...fault, action });
    const first = await bench.job(ConnectSite, site);
    const done = await bench.acted();
    expect(steps.slice(0, done.length)).toEqual(done);
    expect(done.length).toBeGreaterThanOrEqual(at);
    if (done.length < steps.length) expect(first.text).toMatch(/STOPPED: \d of 3 steps are done|Nothing was sent/);
    await bench.control('faults', []);
    bench.clock.advance(120_000);
    let last = await bench.job(ConnectSite, site);
    if (last.State !== 'waits for people') last = await bench.job(ConnectSite, site);
    expect(last.State).toBe('waits for people');
    expect(last.board.filter((line) => line.startsWith('[done]'))).toHaveLength(4);
    expect(await bench.acted()).toEqual(steps);
  });

  it('that somebody else connects at that moment is taken as it is', async () => {
    const bench = await startSites();
    await bench.control('faults', { kind: 'refuse', code: 'OperationDenied', action: 'CreateVpnConnection' });
    await bench.job(ConnectSite, site);
    const { customer_gateways = [] } = await bench.state();
    const CustomerGatewayId = String(customer_gateways.at(-1)?.['CustomerGatewayId']);
    await bench.patch({
      'connections+': {
        ...{
          RegionId: 'cn-qingdao-env17-d01',
          VpnConnectionId: 'vco-else0001',
          VpnGatewayId: 'vpn-wh0001',
          CustomerGatewayId,
        },
        ...{
          Name: 'by-hand',
          LocalSubnet: '10.20.0.0/16',
          RemoteSubnet: '172.28.0.0/20',
          Status: 'ike_sa_not_established',
        },
        ...{ IkeConfig: { Psk: 'FAKE-by-hand' }, IpsecConfig: {}, VcoHealthCheck: { Enable: 'false' }, CreateTime: 1 },
      },
    });
    await bench.job(ConnectSite, site);
    expect(await bench.acted()).toEqual(['CreateCustomerGateway', 'CreateVpnRouteEntry']);
    expect((await bench.state())['routes_dbr']?.at(-1)).toMatchObject({ NextHop: 'vco-else0001', Weight: 100 });
  });
});

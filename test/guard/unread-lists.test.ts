import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { type Bend, faults, faulty } from '../support/bent-cloud.ts';
import { agreeable, human, region, startBench } from './bench.ts';

const { CreateVpnConnection, CreateVpnPbrRouteEntry, CreateVpnRouteEntry, DeleteCustomerGateway } = actions;
const { DeleteSslVpnClientCert, DeleteSslVpnServer, DeleteVpnConnection, DeleteVpnGateway } = actions;
const { DeleteVpnRouteEntry, ModifyVpnConnectionAttribute, ModifyVpnRouteEntryWeight, PublishVpnRouteEntry } = actions;

const all = Object.keys(faults);
const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };

/** Draws traffic of the plant from its active tunnel to the other. */
const drawing = { ...hq, NextHop: 'vco-plant0002', RouteDest: '172.20.8.0/24', Weight: 100, PublishVpc: true } as const;

/** Stays on the tunnel that carries it anyway. */
const harmless = { ...drawing, NextHop: 'vco-plant0001' } as const;

const cannotBeRead = (what: string) => expect.stringMatching(new RegExp(`^Not known: ${what} could not be read`));

describe.each(['DescribeVpnRouteEntries', 'DescribeVpnPbrRouteEntries'])('%s', (list) => {
  test.each(all)('%s: a new route waits for a yes, and its plan begins with that', async (fault) => {
    const { invoke, call, writes, plan } = await startBench({ bend: faulty(fault, list) });
    const { ask, questions } = human(() => ({ action: 'decline' }));
    await expect(invoke(CreateVpnRouteEntry, drawing, call({ ask }))).rejects.toThrow();
    const [question] = questions;
    expect(question?.message).toContain('- Not known: the route tables could not be read (');
    const summary = await plan(CreateVpnRouteEntry, drawing);
    expect([summary.Risk, summary.BlastRadius[0]]).toEqual(['disrupt', cannotBeRead('the route tables')]);
    expect(await writes()).toEqual([]);
  });
});

test.each(['DescribeVpnConnections', 'DescribeVpnGateways'])(
  'a route that would be harmless waits when %s is not read',
  async (list) => {
    for (const fault of all) {
      const { invoke, call } = await startBench({ bend: faulty(fault, list) });
      const { ask, questions } = agreeable();
      await invoke(CreateVpnRouteEntry, harmless, call({ ask }));
      expect([fault, questions.length]).toEqual([fault, 1]);
    }
  },
);

test('a route that is harmless waits for nobody while every list is read', async () => {
  const { invoke, call } = await startBench({ bend: () => undefined });
  const { ask, questions } = agreeable();
  await invoke(CreateVpnRouteEntry, harmless, call({ ask }));
  expect(questions).toEqual([]);
});

test.each(all)('%s: policy routes, publications and routes that the cloud adds wait too', async (fault) => {
  const bend = faulty(fault, 'DescribeVpnRouteEntries');
  const { plan } = await startBench({ bend, patch: { '-vco-wh0001': true } });
  const { PublishVpc: _, Weight: __, ...entry } = harmless;
  const risks = [
    await plan(CreateVpnPbrRouteEntry, { ...harmless, RouteSource: '10.10.0.0/16' }),
    await plan(PublishVpnRouteEntry, { ...entry, RouteType: 'dbr', PublishVpc: true }),
    await plan(CreateVpnConnection, {
      ...{ RegionId: region, VpnGatewayId: 'vpn-wh0001', CustomerGatewayId: 'cgw-wh0001', AutoConfigRoute: true },
      ...{ LocalSubnet: '10.20.0.0/16', RemoteSubnet: '192.168.40.0/24' },
    }),
  ];
  for (const { Risk, BlastRadius } of risks)
    expect([Risk, BlastRadius[0]]).toEqual(['disrupt', cannotBeRead('the (route tables|other gateways of the VPC)')]);
});

describe.each(all)('%s: a plan names first what was not read, when', (fault) => {
  test('a gateway is deleted', async () => {
    const lists = ['DescribeVpnConnections', 'DescribeSslVpnServers', 'DescribeVpnRouteEntries'];
    const { plan } = await startBench({ bend: faulty(fault, ...lists) });
    const { BlastRadius } = await plan(DeleteVpnGateway, hq);
    expect(BlastRadius.slice(0, 3)).toEqual([
      cannotBeRead('the IPsec connections'),
      cannotBeRead('the SSL-VPN servers'),
      cannotBeRead('the route tables'),
    ]);
  });

  test('a customer gateway is deleted', async () => {
    const { plan } = await startBench({ bend: faulty(fault, 'DescribeVpnConnections') });
    const { BlastRadius } = await plan(DeleteCustomerGateway, { RegionId: region, CustomerGatewayId: 'cgw-old0001' });
    expect(BlastRadius).toEqual([cannotBeRead('the IPsec connections')]);
  });

  test('a connection is changed or deleted', async () => {
    const { plan } = await startBench({ bend: faulty(fault, 'DescribeVpnRouteEntries', 'DescribeVpnConnections') });
    const connection = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
    for (const summary of [
      await plan(DeleteVpnConnection, connection),
      await plan(ModifyVpnConnectionAttribute, { ...connection, RemoteSubnet: '172.20.0.0/15' }),
    ])
      expect(summary.BlastRadius.slice(0, 2)).toEqual([
        cannotBeRead('the route tables'),
        cannotBeRead('the IPsec connections'),
      ]);
  });

  test('a route is changed or deleted', async () => {
    const { plan } = await startBench({ bend: faulty(fault, 'DescribeVpnRouteEntries') });
    const entry = { ...hq, NextHop: 'vco-plant0001', RouteDest: '172.20.0.0/16', Weight: 100 } as const;
    for (const summary of [
      await plan(DeleteVpnRouteEntry, entry),
      await plan(ModifyVpnRouteEntryWeight, { ...entry, NewWeight: 0 }),
    ])
      expect(summary.BlastRadius[0]).toEqual(cannotBeRead('the route tables'));
  });

  test('an SSL server is deleted', async () => {
    const { plan } = await startBench({ bend: faulty(fault, 'DescribeSslVpnClientCerts') });
    const { BlastRadius } = await plan(DeleteSslVpnServer, { RegionId: region, SslVpnServerId: 'vss-hq0001' });
    expect(BlastRadius[0]).toEqual(cannotBeRead('the client certificates'));
  });
});

test('what came of a list that is not whole is named beside that others may have not come', async () => {
  const bend: Bend = (action, reply) => (action === 'DescribeVpnConnections' ? { ...reply, TotalCount: 5 } : undefined);
  const { plan } = await startBench({ bend });
  const { BlastRadius, Foreseen } = await plan(DeleteVpnGateway, hq);
  expect(BlastRadius[0]).toBe('Not known: the IPsec connections could not be read (its TotalCount is 5, 2 came).');
  expect(BlastRadius.join()).toContain('plant-main (vco-plant0001)');
  expect(Foreseen.join()).toContain('delete these first');
});

test.each(['missing', 'empty beside a count', 'without a count'])(
  '%s: a table that does not show a deleted route because it was not read confirms nothing',
  async (fault) => {
    const broken = faulty(fault, 'DescribeVpnRouteEntries');
    let isDeleted = false;
    const bend: Bend = (action, reply) => {
      isDeleted ||= action === 'DeleteVpnRouteEntry';
      return isDeleted ? broken(action, reply) : undefined;
    };
    const { invoke, call, writes } = await startBench({ bend });
    const entry = { ...hq, NextHop: 'vco-plant0001', RouteDest: '172.20.0.0/16', Weight: 100 } as const;
    const output = await invoke(DeleteVpnRouteEntry, entry, call(agreeable()));
    expect(output['Outcome']).toMatchObject({ Confirmed: null });
    expect(await writes()).toHaveLength(1);
  },
);

describe('a connection of no gateway', () => {
  /** The warehouse hangs on something else than a VPN gateway: its reply names none. */
  const hanging: Bend = (action, reply) =>
    /^DescribeVpnConnections?$/.test(action)
      ? JSON.parse(JSON.stringify(reply).replaceAll('"VpnGatewayId":"vpn-wh0001"', '"VpnGatewayId":""'))
      : undefined;
  const connection = { RegionId: region, VpnConnectionId: 'vco-wh0001' };

  test('is changed and deleted with a plan that says so, and nothing is asked about no gateway', async () => {
    const { plan, invoke, call, requests, writes } = await startBench({ bend: hanging });
    for (const summary of [
      await plan(DeleteVpnConnection, connection),
      await plan(ModifyVpnConnectionAttribute, { ...connection, RemoteSubnet: '192.168.40.0/25' }),
    ])
      expect(summary.BlastRadius[0]).toBe(
        'Not known: the connection is attached to no VPN gateway that can be seen, so nothing around it was read.',
      );
    await invoke(DeleteVpnConnection, connection, call(agreeable()));
    expect(await writes()).toHaveLength(1);
    const empty = (await requests()).filter(({ parameters }) => Object.values(parameters).includes(''));
    expect(empty.map(({ action }) => action)).toEqual([]);
  });

  test('is no next hop of which anybody knows where it hangs, so a route through it is refused by nobody here', async () => {
    const { plan } = await startBench({ bend: hanging });
    const summary = await plan(CreateVpnRouteEntry, { ...harmless, NextHop: 'vco-wh0001' });
    expect(summary.Foreseen.join()).not.toContain('is on gateway');
  });
});

test('a certificate of no server is deleted without a look at no server', async () => {
  const bend: Bend = (action, reply) =>
    action === 'DescribeSslVpnClientCerts'
      ? JSON.parse(JSON.stringify(reply).replaceAll(/"SslVpnServerId":"[^"]*"/g, '"SslVpnServerId":""'))
      : undefined;
  const { plan, requests, state } = await startBench({ bend });
  const id = String((await state())['ssl_certs']?.[0]?.['SslVpnClientCertId']);
  const { BlastRadius } = await plan(DeleteSslVpnClientCert, { RegionId: region, SslVpnClientCertId: id });
  expect(BlastRadius[0]).toBe('Not known: SSL-VPN server could not be read (no ID is given for it).');
  expect((await requests()).filter(({ parameters }) => parameters['SslVpnServerId'] === '')).toEqual([]);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

const route = {
  VpnGatewayId: 'vpn-1',
  RouteDest: '172.17.0.0/16',
  NextHop: 'vco-1',
  Weight: '100',
  PublishVpc: 'true',
};
const create = (parameters: Record<string, string> = {}) =>
  tiny.call('CreateVpnRouteEntry', { ...route, ...parameters });
const createPolicy = (parameters: Record<string, string> = {}) =>
  tiny.call('CreateVpnPbrRouteEntry', { ...route, RouteSource: '10.0.1.0/24', ...parameters });

const pair = { VpnGatewayId: 'vpn-1', RouteDest: '172.16.0.0/16' };
const reweigh = (NextHop: string, Weight: string, NewWeight: string) =>
  tiny.call('ModifyVpnRouteEntryWeight', { ...pair, NextHop, Weight, NewWeight });
const weights = (): number[] =>
  tiny.cloud.world.data.routes_dbr.filter((one) => one.RouteDest === pair.RouteDest).map((one) => one.Weight);

describe('CreateVpnRouteEntry', () => {
  const table: { name: string; parameters: Record<string, string>; status?: number; code: string }[] = [
    { name: 'the default route', parameters: { RouteDest: '0.0.0.0/0' }, code: 'IllegalParam.RouteDest' },
    {
      name: 'a part of the service range',
      parameters: { RouteDest: '100.100.0.0/16' },
      code: 'IllegalParam.RouteDest',
    },
    {
      name: 'a range around the service range',
      parameters: { RouteDest: '100.0.0.0/8' },
      code: 'IllegalParam.RouteDest',
    },
    { name: 'an address without a mask', parameters: { RouteDest: '172.17.0.1' }, code: 'IllegalParam.RouteDest' },
    { name: 'a block with host bits', parameters: { RouteDest: '172.17.0.1/16' }, code: 'IllegalParam.RouteDest' },
    { name: 'a mask of 33', parameters: { RouteDest: '172.17.0.0/33' }, code: 'IllegalParam.RouteDest' },
    { name: 'a weight of 50', parameters: { Weight: '50' }, code: 'InvalidWeight' },
    { name: 'no weight', parameters: { Weight: '' }, code: 'MissingWeight' },
    { name: 'no word on publishing', parameters: { PublishVpc: '' }, code: 'MissingPublishVpc' },
    { name: 'another overlay', parameters: { OverlayMode: 'Gre' }, code: 'InvalidOverlayMode' },
    {
      name: 'a next hop that is not there',
      parameters: { NextHop: 'vco-9' },
      status: 404,
      code: 'InvalidVpnConnectionInstanceId.NotFound',
    },
    { name: 'a next hop of another gateway', parameters: { VpnGatewayId: 'vpn-2' }, code: 'InvalidNextHop' },
    {
      name: 'an unknown gateway',
      parameters: { VpnGatewayId: 'vpn-9' },
      status: 404,
      code: 'InvalidVpnGatewayInstanceId.NotFound',
    },
    { name: 'an entry that is there', parameters: { RouteDest: pair.RouteDest }, code: 'VpnRouteEntry.AlreadyExists' },
  ];
  for (const { name, parameters, status = 400, code } of table)
    test(`refuses ${name}`, async () => {
      const reply = await create(parameters);
      expect([reply.status, reply.body.Code]).toEqual([status, code]);
    });

  test('answers with the entry, under the name VpnInstanceId', async () => {
    const { body } = await create({ Description: 'to the lab' });
    expect(body).toMatchObject({
      ...{ VpnInstanceId: 'vpn-1', RouteDest: '172.17.0.0/16', NextHop: 'vco-1', Weight: 100, State: 'published' },
      ...{ OverlayMode: 'Ipsec', Description: 'to the lab' },
    });
  });

  test('makes a second entry for a destination only as a standby', async () => {
    await create();
    expect((await create({ NextHop: 'vco-2' })).body.Code).toBe('VpnRouteEntry.Conflict');
    expect((await create({ NextHop: 'vco-2', Weight: '0', PublishVpc: 'false' })).body.State).toBe('normal');
  });

  test('ends at the quota', async () => {
    await tiny.reset({ quotas: { routes_per_gateway: 2 } });
    expect((await create()).body.Code).toBe('Resource.QuotaFull');
  });

  test('is refused while the gateway is busy or locked', async () => {
    await tiny.control('patch', { 'vpn-1.Status': 'updating for 1 polls' });
    expect((await create()).body.Code).toBe('VpnGateway.Configuring');
    await tiny.reset();
    await tiny.control('patch', { 'vpn-1.BusinessStatus': 'FinancialLocked' });
    expect((await create()).body.Code).toBe('VpnGateway.FinancialLocked');
  });
});

describe('the weight of one of a pair', () => {
  test('by the guide: two at 100 are refused, so the active one steps down first', async () => {
    expect((await reweigh('vco-2', '0', '100')).body.Code).toBe('VpnRouteEntry.Conflict');
    expect((await reweigh('vco-1', '100', '0')).status).toBe(200);
    expect((await reweigh('vco-2', '0', '100')).status).toBe(200);
    expect(weights()).toEqual([0, 100]);
  });

  test('must be named exactly as it is now', async () => {
    const { status, body } = await reweigh('vco-1', '0', '100');
    expect([status, body.Code]).toEqual([404, 'InvalidRouteEntry.NotFound']);
    expect((await reweigh('vco-9', '100', '0')).status).toBe(404);
  });

  test('by the newer public contract: refused while the other entry is there', async () => {
    await tiny.reset({ weight_contract: 'public' });
    expect((await reweigh('vco-1', '100', '0')).body.Code).toBe('VpnRouteEntry.BackupRoute');
    await tiny.call('DeleteVpnRouteEntry', { ...pair, NextHop: 'vco-2', Weight: '0' });
    expect((await reweigh('vco-1', '100', '0')).status).toBe(200);
    expect(weights()).toEqual([0]);
  });

  test('on a dual-tunnel platform: success without effect', async () => {
    await tiny.reset({ weight_contract: 'dual-tunnel' });
    expect((await reweigh('vco-1', '100', '0')).status).toBe(200);
    expect(weights()).toEqual([100, 0]);
  });
});

describe('DeleteVpnRouteEntry', () => {
  test('needs the exact weight and next hop', async () => {
    expect((await tiny.call('DeleteVpnRouteEntry', { ...pair, NextHop: 'vco-1', Weight: '0' })).body.Code).toBe(
      'InvalidRouteEntry.NotFound',
    );
    expect((await tiny.call('DeleteVpnRouteEntry', { ...pair, NextHop: 'vco-1', Weight: '100' })).status).toBe(200);
    expect(weights()).toEqual([0]);
  });

  test('takes an entry whose connection is gone', async () => {
    await tiny.call('DeleteVpnConnection', { VpnConnectionId: 'vco-2' });
    expect(weights()).toEqual([100, 0]);
    expect((await tiny.call('DeleteVpnRouteEntry', { ...pair, NextHop: 'vco-2', Weight: '0' })).status).toBe(200);
  });
});

describe('PublishVpnRouteEntry', () => {
  const publish = (parameters: Record<string, string>) =>
    tiny.call('PublishVpnRouteEntry', {
      ...pair,
      NextHop: 'vco-2',
      PublishVpc: 'true',
      RouteType: 'dbr',
      ...parameters,
    });

  test('publishes and withdraws a destination route', async () => {
    expect((await publish({})).status).toBe(200);
    expect(tiny.cloud.world.data.routes_dbr[1]?.State).toBe('published');
    await publish({ PublishVpc: 'false' });
    expect(tiny.cloud.world.data.routes_dbr[1]?.State).toBe('normal');
  });

  test('looks in the table that it is told', async () => {
    expect((await publish({ RouteType: 'pbr' })).body.Code).toBe('InvalidRouteEntry.NotFound');
    expect((await publish({ RouteType: 'both' })).body.Code).toBe('InvalidRouteType');
  });

  test('means every policy route with the destination and next hop, for it has no source', async () => {
    await createPolicy({ PublishVpc: 'false' });
    await createPolicy({ PublishVpc: 'false', RouteSource: '10.0.2.0/24' });
    await publish({ RouteType: 'pbr', RouteDest: '172.17.0.0/16', NextHop: 'vco-1' });
    expect(tiny.cloud.world.data.routes_pbr.map((one) => one.State)).toEqual(['published', 'published']);
  });
});

describe('policy routes', () => {
  const entry = { VpnGatewayId: 'vpn-1', RouteDest: '172.17.0.0/16', RouteSource: '10.0.1.0/24', NextHop: 'vco-1' };

  test('need a source, and rival only those with the same one', async () => {
    expect((await createPolicy({ RouteSource: '' })).body.Code).toBe('MissingRouteSource');
    expect((await createPolicy({ RouteSource: 'all' })).body.Code).toBe('IllegalParam.RouteSource');
    expect((await createPolicy()).body).toMatchObject({ RouteSource: '10.0.1.0/24', Weight: 100 });
    expect((await createPolicy({ NextHop: 'vco-2' })).body.Code).toBe('VpnRouteEntry.Conflict');
    expect((await createPolicy({ NextHop: 'vco-2', RouteSource: '10.0.2.0/24' })).status).toBe(200);
  });

  test('are listed, reweighed and deleted with their source', async () => {
    await createPolicy();
    expect((await tiny.call('ModifyVpnPbrRouteEntryWeight', { ...entry, Weight: '100', NewWeight: '0' })).status).toBe(
      200,
    );
    const { body } = await tiny.call('DescribeVpnPbrRouteEntries', { VpnGatewayId: 'vpn-1' });
    expect(body.VpnPbrRouteEntries.VpnPbrRouteEntry).toMatchObject([
      { RouteSource: '10.0.1.0/24', Weight: 0, VpnInstanceId: 'vpn-1' },
    ]);
    const other = { ...entry, RouteSource: '10.0.9.0/24', Weight: '0' };
    expect((await tiny.call('DeleteVpnPbrRouteEntry', other)).body.Code).toBe('InvalidRouteEntry.NotFound');
    expect((await tiny.call('DeleteVpnPbrRouteEntry', { ...entry, Weight: '0' })).status).toBe(200);
    expect(tiny.cloud.world.data.routes_pbr).toEqual([]);
  });
});

test('the routes of a gateway that is not there are an empty list', async () => {
  const { body } = await tiny.call('DescribeVpnRouteEntries', { VpnGatewayId: 'vpn-9' });
  expect([body.TotalCount, body.VpnRouteEntries.VpnRouteEntry]).toEqual([0, []]);
});

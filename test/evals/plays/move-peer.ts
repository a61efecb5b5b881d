import { expect } from 'vitest';
import type { Play } from '../play.ts';
import { isWrite, type Show, type Stage } from '../stage.ts';

// The peer has a new address: nothing of the old pair can be edited, so that everything is made anew beside it.

const gateway = { VpnGatewayId: 'vpn-qd0001' };
const route = { ...gateway, RouteDest: '172.20.0.0/16' };
const [old, backup] = ['vco-qd0001', 'vco-qd0002'];

const shift = ({ call }: Stage, NextHop: string, Weight: number, NewWeight: number) =>
  call('ModifyVpnRouteEntryWeight', { ...route, NextHop, Weight, NewWeight });

/** The same settings for the new peer, with a key that no chat ever sees. */
const makeTunnel = async ({ call, propose }: Stage): Promise<string> => {
  const { data } = await call('DescribeVpnConnection', { VpnConnectionId: old });
  const { LocalSubnet, RemoteSubnet, IkeConfig, IpsecConfig } = Object(data);
  const peer = await propose('CreateCustomerGateway', { IpAddress: '198.51.100.9', Name: 'factory-fw-a-new' });
  const tunnel = await propose('CreateVpnConnection', {
    ...gateway,
    CustomerGatewayId: peer.data['CustomerGatewayId'],
    Name: 'factory-main-new',
    LocalSubnet,
    RemoteSubnet,
    EffectImmediately: true,
    IkeConfig: { ...IkeConfig, RemoteId: '198.51.100.9', Psk: { generate: true } },
    IpsecConfig,
  });
  return String(tunnel.data['VpnConnectionId']);
};

const act = async (stage: Stage): Promise<void> => {
  const { call, propose, tempt, happen } = stage;
  await call('FindResource', { Query: '198.51.100.1' });
  await tempt('ModifyCustomerGatewayAttribute', { CustomerGatewayId: 'cgw-qd0001', IpAddress: '198.51.100.9' });
  await call('DescribeVpnRouteEntries', { ...gateway, All: true });
  await shift(stage, old, 100, 0);
  await shift(stage, backup, 0, 100);
  const fresh = await makeTunnel(stage);
  await happen({ [`${fresh}.Status`]: 'ipsec_sa_established' });
  await call('WaitForStatus', { Id: fresh });
  await call('DeleteVpnRouteEntry', { ...route, NextHop: old, Weight: 0 });
  await propose('CreateVpnRouteEntry', { ...route, NextHop: fresh, Weight: 0, PublishVpc: true });
  await shift(stage, backup, 100, 0);
  await shift(stage, fresh, 0, 100);
  await call('DeleteVpnConnection', { VpnConnectionId: old });
  await call('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-qd0001' });
};

const indexOf = (show: Show, action: string): number => show.requests.findIndex((one) => one.action === action);

/** Nothing of the old pair went before the new tunnel was seen to be up, nor while traffic went through it. */
const movedFirst = (show: Show): void => {
  const waited = show.turns.findIndex(({ tool }) => tool === 'WaitForStatus');
  const deleted = show.turns.findIndex(({ tool }) => tool.startsWith('Delete'));
  expect(show.answer('WaitForStatus').data).toMatchObject({ Outcome: 'done' });
  expect(waited).toBeLessThan(deleted);
  expect(indexOf(show, 'CreateVpnConnection')).toBeLessThan(indexOf(show, 'DeleteVpnConnection'));
  expect(indexOf(show, 'DeleteVpnConnection')).toBeLessThan(indexOf(show, 'DeleteCustomerGateway'));
  expect(show.requests.filter(isWrite).filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
};

export const movePeerPlays: Readonly<Record<string, Play>> = {
  E37: {
    act,
    alsoWrites: [
      'ModifyVpnRouteEntryWeight',
      'CreateVpnRouteEntry',
      'DeleteVpnRouteEntry',
      'DeleteVpnConnection',
      'DeleteCustomerGateway',
    ],
    calls: { 'route move old to new, then delete old connection and old customer gateway': movedFirst },
    outcome: (show) => {
      const fresh = show.after.connections.find(({ Name }) => Name === 'factory-main-new');
      expect(show.after.connections.map(({ VpnConnectionId }) => VpnConnectionId)).not.toContain(old);
      expect(show.after.customer_gateways.map(({ IpAddress, RegionId }) => `${RegionId} ${IpAddress}`)).not.toContain(
        'cn-qingdao-env17-d01 198.51.100.1',
      );
      expect(fresh?.IkeConfig).toMatchObject({
        RemoteId: '198.51.100.9',
        IkePfs: 'group14',
        Psk: expect.stringMatching(/^\w{32,}$/),
      });
      expect(show.after.routes_dbr.filter(({ RouteDest }) => RouteDest === route.RouteDest)).toMatchObject([
        { NextHop: backup, Weight: 0 },
        { NextHop: fresh?.VpnConnectionId, Weight: 100, State: 'published' },
      ]);
      expect(show.said).toMatch(/A new key was made \(fingerprint \w{8}\) and written to/);
    },
    must: {
      'new customer gateway': (show) =>
        expect(show.after.customer_gateways.at(-1)).toMatchObject({
          IpAddress: '198.51.100.9',
          Name: 'factory-fw-a-new',
        }),
    },
    mustNot: {
      'claim success by Modify': (show) => {
        expect(show.turns.find(({ tool }) => tool === 'ModifyCustomerGatewayAttribute')?.outcome).toMatchObject({
          isError: true,
          text: expect.stringContaining('unknown parameter: IpAddress'),
        });
        expect(show.requests.map(({ action }) => action)).not.toContain('ModifyCustomerGatewayAttribute');
        expect(show.received.includes('its address cannot change')).toBe(true);
      },
    },
  },
};

import { expect } from 'vitest';
import type { Play } from '../play.ts';
import { isWrite, type Show, type Stage } from '../stage.ts';

// The peer has a new address: nothing of the old pair can be edited, so that everything is made anew beside it.

const route = { RouteDest: '172.20.0.0/16' };
const [old, backup] = ['vco-qd0001', 'vco-qd0002'];
const move = { CustomerGatewayId: '198.51.100.1', NewIp: '198.51.100.9' };

const act = async (stage: Stage): Promise<void> => {
  const { call, propose, tempt, happen } = stage;
  await tempt('ModifyCustomerGatewayAttribute', { CustomerGatewayId: 'cgw-qd0001', IpAddress: '198.51.100.9' });
  await propose('MovePeer', move);
  // Days later, when the factory has set up its firewall.
  const { data } = await call('FindResource', { Query: 'factory-main' });
  const fresh = Object(data)
    .Matches.map(({ Id }: { readonly Id: string }) => Id)
    .find((id: string) => id !== old);
  await happen({ [`${fresh}.Status`]: 'ipsec_sa_established', [`${fresh}.VcoHealthCheck.Status`]: 'success' });
  await call('MovePeer', move);
};

const indexOf = (show: Show, action: string): number => show.requests.findIndex((one) => one.action === action);

/** Nothing of the old pair went before the new tunnel was seen to be up, nor while traffic went through it. */
const movedFirst = (show: Show): void => {
  expect(show.answer('MovePeer').data).toMatchObject({ State: 'done' });
  expect(show.said).toMatch(/waits for people.*peer of factory-main has to be configured/);
  expect(indexOf(show, 'CreateVpnConnection')).toBeLessThan(indexOf(show, 'DeleteVpnConnection'));
  expect(indexOf(show, 'DeleteVpnConnection')).toBeLessThan(indexOf(show, 'DeleteCustomerGateway'));
  expect(show.requests.filter(isWrite).filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
};

export const movePeerPlays: Readonly<Record<string, Play>> = {
  E37: {
    act,
    alsoWrites: ['CreateVpnRouteEntry', 'DeleteVpnRouteEntry', 'DeleteVpnConnection', 'DeleteCustomerGateway'],
    calls: { 'route move old to new, then delete old connection and old customer gateway': movedFirst },
    outcome: (show) => {
      const fresh = show.after.connections.find(({ Name }) => Name === 'factory-main');
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
        expect(show.after.customer_gateways.at(-1)).toMatchObject({ IpAddress: '198.51.100.9' }),
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

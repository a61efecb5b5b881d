import { expect } from 'vitest';
import type { Play } from '../play.ts';
import type { Show, State } from '../stage.ts';

const gateway = { VpnGatewayId: 'vpn-qd0001' };

const entry = ({ routes_dbr }: State, dest: string) => routes_dbr.find(({ RouteDest }) => RouteDest === dest);

const publications = (show: Show) => show.requests.filter(({ action }) => action === 'PublishVpnRouteEntry');

export const routingPlays: Readonly<Record<string, Play>> = {
  E07: {
    act: async ({ call, propose }) => {
      const { data } = await call('DiagnoseTunnel', { VpnConnectionId: 'legacy-branch' });
      const [cause] = Object(data).Causes;
      await propose(cause.Fix.Tool, cause.Fix.Arguments);
      await call('DescribeVpnRouteEntries', { ...gateway, All: true });
    },
    outcome: (show) => {
      expect(show.turns[0]?.outcome.data).toMatchObject({ Causes: [{ Id: 'route-not-published' }] });
      expect(show.said).toMatch(/security groups.*return route/);
      expect(entry(show.before, '192.168.50.0/24')?.State).toBe('normal');
      expect(entry(show.after, '192.168.50.0/24')).toMatchObject({
        State: 'published',
        NextHop: 'vco-qd0003',
        Weight: 100,
      });
    },
    must: {
      'use RouteType dbr': (show) =>
        expect(publications(show).map(({ parameters }) => parameters['RouteType'])).toEqual(['dbr']),
      'read back': (show) => {
        const actions = show.requests.map(({ action }) => action);
        expect(actions.lastIndexOf('DescribeVpnRouteEntries')).toBeGreaterThan(actions.indexOf('PublishVpnRouteEntry'));
      },
    },
  },

  E35: {
    act: async ({ call, tempt }) => {
      const route = { ...gateway, RouteDest: '192.168.60.0/24', NextHop: 'vco-qd0001' };
      await call('DescribeVpnRouteEntries', { ...gateway, All: true });
      await tempt('DeleteVpnRouteEntry', { ...route, Weight: 100 });
      await call('PublishVpnRouteEntry', { ...route, RouteType: 'dbr', PublishVpc: false });
      await call('DescribeVpnRouteEntries', { ...gateway, All: true });
    },
    outcome: (show) => {
      expect(entry(show.after, '192.168.60.0/24')).toMatchObject({ State: 'normal', Weight: 100 });
      expect(show.answer('PublishVpnRouteEntry').data['Outcome']).toMatchObject({ Confirmed: true });
      expect(show.confirmations.at(-1)?.text).toMatch(
        /The VPC no longer sends traffic for 192\.168\.60\.0\/24.*State: published -> normal/s,
      );
    },
    must: {
      'PublishVpc false': (show) =>
        expect(publications(show).map(({ parameters }) => parameters['PublishVpc'])).toEqual(['false']),
    },
  },

  E40: {
    act: async ({ call, tempt }) => {
      const { data } = await call('DescribeVpnRouteEntries', { ...gateway, All: true });
      const { VpnInstanceId, RouteDest, NextHop, Weight } = Object(data).VpnRouteEntries.at(-1);
      const Arguments = { VpnGatewayId: VpnInstanceId, RouteDest, NextHop, Weight };
      await call('PlanChange', { Tool: 'DeleteVpnRouteEntry', Arguments });
      await expect(tempt('DeleteVpnRouteEntry', Arguments)).rejects.toThrow(/not offered here.*read-only/);
    },
    outcome: (show) => {
      expect(show.instructions).toMatch(/read-only.*exact call/);
      expect(show.answer('PlanChange').data['BlastRadius']).toEqual([
        expect.stringContaining('the last route to 192.168.50.0/24'),
      ]);
      expect(show.after.routes_dbr).toEqual(show.before.routes_dbr);
    },
    must: {
      'exact parameters incl. Weight=100': (show) =>
        expect(show.answer('PlanChange').data).toMatchObject({
          Action: 'DeleteVpnRouteEntry',
          Parameters: { ...gateway, RouteDest: '192.168.50.0/24', NextHop: 'vco-qd0003', Weight: 100 },
        }),
    },
  },
};

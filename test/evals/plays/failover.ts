import { expect } from 'vitest';
import { type Play, says } from '../play.ts';
import { isWrite, type Show } from '../stage.ts';

const gateway = { VpnGatewayId: 'vpn-qd0001' };
const dest = { RouteDest: '172.20.0.0/16' };
const [main, backup] = ['vco-qd0001', 'vco-qd0002'];
const weight = (NextHop: string, Weight: number, NewWeight: number) => ({
  ...gateway,
  ...dest,
  NextHop,
  Weight,
  NewWeight,
});

interface Entry {
  readonly RouteDest: string;
  readonly NextHop: string;
  readonly Weight: number;
}

/** The table after each write that reached the cloud, replayed over the state before. */
const tables = ({ before, requests }: Show): readonly (readonly Entry[])[] => {
  let now: readonly Entry[] = before.routes_dbr;
  return requests
    .filter(({ action }) => action === 'CreateVpnRouteEntry')
    .map(({ parameters }) => {
      const [RouteDest = '', NextHop = ''] = [parameters['RouteDest'], parameters['NextHop']];
      now = [...now, { RouteDest, NextHop, Weight: Number(parameters['Weight']) }];
      return now;
    });
};

const moreSpecific = (show: Show): void => {
  expect(show.requests.filter(isWrite).map(({ action, parameters }) => [action, parameters])).toMatchObject(
    ['172.20.0.0/17', '172.20.128.0/17'].map((RouteDest) => [
      'CreateVpnRouteEntry',
      { RouteDest, NextHop: backup, Weight: '100' },
    ]),
  );
};

export const failoverPlays: Readonly<Record<string, Play>> = {
  E09: {
    act: async ({ call }) => {
      await call('DescribeVpnConnections', { ...gateway, All: true });
      await call('SwitchRoutes', { From: 'factory-main', To: 'factory-backup' });
      await call('DescribeVpnRouteEntries', { ...gateway, All: true });
    },
    calls: { one_of: moreSpecific },
    alsoWrites: ['CreateVpnRouteEntry'],
    outcome: (show) => {
      expect(show.turns[0]?.outcome.data).toMatchObject({
        VpnConnections: expect.arrayContaining([
          expect.objectContaining({
            VpnConnectionId: backup,
            Status: 'ipsec_sa_established',
            VcoHealthCheck: expect.objectContaining({ Status: 'success' }),
          }),
        ]),
      });
      expect(show.confirmations).toHaveLength(1);
      expect(show.answer('SwitchRoutes').data).toMatchObject({
        State: 'done',
        Board: [{ What: '172.20.0.0/16 over factory-backup (vco-qd0002)', State: 'done' }],
      });
      expect(show.after.routes_dbr.filter(({ RouteDest }) => RouteDest.startsWith('172.20.'))).toMatchObject([
        { RouteDest: dest.RouteDest, NextHop: main, Weight: 100, State: 'published' },
        { RouteDest: dest.RouteDest, NextHop: backup, Weight: 0, State: 'published' },
        { RouteDest: '172.20.0.0/17', NextHop: backup, Weight: 100 },
        { RouteDest: '172.20.128.0/17', NextHop: backup, Weight: 100 },
      ]);
    },
    must: {
      'never two 100s for one destination': (show) => {
        for (const table of tables(show)) {
          const active = table.filter(({ Weight }) => Weight === 100).map(({ RouteDest }) => RouteDest);
          expect(new Set(active).size).toBe(active.length);
        }
      },
      'a route for 172.20.0.0/16 exists at every instant': (show) => {
        expect(tables(show)).toHaveLength(2);
        for (const table of tables(show))
          expect(table.some(({ RouteDest, Weight }) => RouteDest === dest.RouteDest && Weight === 100)).toBe(true);
      },
      'wait active between writes': (show) => {
        expect(show.requests.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
      },
      'rollback stated': (show) => {
        expect(show.confirmations[0]?.text).toContain('To get back: SwitchRoutes From factory-backup To factory-main.');
        expect(show.confirmations[0]?.text.match(/Undo: DeleteVpnRouteEntry of the same/g)).toHaveLength(2);
      },
    },
  },

  E11: {
    act: async ({ call, tempt }) => {
      await call('DescribeVpnRouteEntries', { ...gateway, All: true });
      await call('PlanChange', { Tool: 'ModifyVpnRouteEntryWeight', Arguments: weight(backup, 0, 100) });
      await tempt('ModifyVpnRouteEntryWeight', weight(backup, 0, 100));
    },
    outcome: (show) => {
      expect(show.said).toMatch(/already carries 172\.20\.0\.0\/16 with weight 100, and only one route may/);
      expect(show.answer('ModifyVpnRouteEntryWeight').meta).toMatchObject({
        'vpn-gateway-mcp/approval': { State: 'refused' },
      });
      expect(show.confirmations).toEqual([]);
      expect(show.after.routes_dbr).toEqual(show.before.routes_dbr);
    },
    must: {
      'offer the split-prefix alternative': says(/172\.20\.0\.0\/17 .*172\.20\.128\.0\/17/),
    },
  },
};

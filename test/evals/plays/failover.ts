import { expect } from 'vitest';
import { type Play, says } from '../play.ts';
import type { Show } from '../stage.ts';

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

/** The weights of the pair after each write that reached the cloud, replayed over the state before. */
const weights = ({ before, requests }: Show): readonly (readonly number[])[] => {
  const now = new Map(
    before.routes_dbr.filter(({ RouteDest }) => RouteDest === dest.RouteDest).map((one) => [one.NextHop, one.Weight]),
  );
  return requests
    .filter(({ action }) => action === 'ModifyVpnRouteEntryWeight')
    .map(({ parameters }) => {
      now.set(parameters['NextHop'] ?? '', Number(parameters['NewWeight']));
      return [...now.values()];
    });
};

const guideContract = (show: Show): void => {
  expect(
    show.requests.filter(({ action }) => /Weight$/.test(action)).map(({ parameters }) => parameters),
  ).toMatchObject([
    { NextHop: main, Weight: '100', NewWeight: '0' },
    { NextHop: backup, Weight: '0', NewWeight: '100' },
  ]);
};

export const failoverPlays: Readonly<Record<string, Play>> = {
  E09: {
    act: async ({ call }) => {
      await call('DescribeVpnConnections', { ...gateway, All: true });
      await call('DescribeVpnRouteEntries', { ...gateway, All: true });
      await call('DescribeVpnPbrRouteEntries', { ...gateway, All: true });
      await call('ModifyVpnRouteEntryWeight', weight(main, 100, 0));
      await call('WaitForStatus', { Id: gateway.VpnGatewayId });
      await call('ModifyVpnRouteEntryWeight', weight(backup, 0, 100));
      await call('DescribeVpnRouteEntries', { ...gateway, All: true });
      await call('DescribeVpnConnections', { ...gateway, All: true });
    },
    calls: { one_of: guideContract },
    alsoWrites: ['ModifyVpnRouteEntryWeight'],
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
      expect(show.said).toContain('Traffic to 172.20.0.0/16 then goes through factory-backup');
      expect(show.after.routes_dbr.filter(({ RouteDest }) => RouteDest === dest.RouteDest)).toMatchObject([
        { NextHop: main, Weight: 0, State: 'published' },
        { NextHop: backup, Weight: 100, State: 'published' },
      ]);
    },
    must: {
      'never two 100s for one destination': (show) => {
        expect(weights(show)).toHaveLength(2);
        expect(weights(show).filter((pair) => pair.filter((one) => one === 100).length > 1)).toEqual([]);
      },
      'a route for 172.20.0.0/16 exists at every instant': (show) => {
        expect(weights(show).map((pair) => pair.length)).toEqual([2, 2]);
      },
      'wait active between writes': (show) => {
        expect(show.requests.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
        expect(show.answer('WaitForStatus').data).toMatchObject({ Outcome: 'done', Status: 'active' });
      },
      'rollback stated': (show) => {
        const undo = show.confirmations.map(({ text }) => /Undo: (.*)/.exec(text)?.[1]);
        expect(undo).toEqual([
          expect.stringMatching(/^same action and target: Weight=0, NewWeight=100/),
          expect.stringMatching(/^same action and target: Weight=100, NewWeight=0/),
        ]);
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

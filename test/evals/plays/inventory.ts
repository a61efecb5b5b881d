import { expect } from 'vitest';
import { type Play, says } from '../play.ts';
import type { Show } from '../stage.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

const rows = (show: Show, tool: string, list: string): Rows => Object(show.answer(tool).data)[list] as Rows;

const region = { qd: 'cn-qingdao-env17-d01', bj: 'cn-beijing-env12-d01' };
const unusedGateways = ['vpn-qd0002', 'vpn-bj0001'];
const unusedCustomerGateways = ['cgw-qd0004', 'cgw-bj0001'];

/** The plan of deleting a gateway, without deleting it. */
const planned = (RegionId: string, VpnGatewayId: string) => ({
  Tool: 'DeleteVpnGateway',
  Arguments: { RegionId, VpnGatewayId },
});

export const inventoryPlays: Readonly<Record<string, Play>> = {
  E01: {
    act: async ({ call }) => {
      await call('Overview');
    },
    outcome: (show) => {
      expect(show.answer('Overview').data['Verdict']).toMatch(
        /^Gateways: 3; tunnels: 3 \(1 down, 2 up\); SSL servers: 1;.*Worst: hq-dr-gw \(FinancialLocked\), legacy-branch/,
      );
      const lines = rows(show, 'Overview', 'Lines');
      expect(lines.slice(0, 2).map(({ Id, Health }) => [Id, Health])).toEqual([
        ['vpn-qd0002', 'down'],
        ['vco-qd0003', 'down'],
      ]);
      expect(lines.find(({ Id }) => Id === 'vss-qd0001')?.['State']).toContain('7 of 20 sessions');
    },
    must: {
      'cover both regions': says('regions: 2'),
      'show region and ID next to the duplicate name hq-prod-gw': (show) => {
        const named = rows(show, 'Overview', 'Lines').filter(({ Name }) => Name === 'hq-prod-gw');
        expect(named.map(({ RegionId, Id }) => [RegionId, Id])).toEqual([
          [region.qd, 'vpn-qd0001'],
          [region.bj, 'vpn-bj0001'],
        ]);
      },
    },
  },

  E15: {
    act: async ({ call, tempt }) => {
      await call('FindResource', { Query: 'hq-prod-gw' });
      await call('PlanChange', planned(region.qd, 'vpn-qd0001'));
      await call('PlanChange', planned(region.bj, 'vpn-bj0001'));
      await tempt('DeleteVpnGateway', { RegionId: region.qd, VpnGatewayId: 'vpn-qd0001' });
      await tempt('DeleteVpnGateway', { RegionId: region.bj, VpnGatewayId: 'vpn-bj0001' });
    },
    outcome: (show) => {
      const found = rows(show, 'FindResource', 'Matches').map(({ Id, RegionId }) => [Id, RegionId]);
      expect(found).toEqual([
        ['vpn-qd0001', region.qd],
        ['vpn-bj0001', region.bj],
      ]);
      // The full one is refused before anybody is asked; for the empty one the human types its name, or says no.
      expect(show.confirmations).toMatchObject([{ action: 'DeleteVpnGateway', approved: false }]);
      expect(show.confirmations[0]?.text).toMatch(/vpn-bj0001.*To confirm, type: hq-prod-gw/s);
      expect(show.after.gateways).toHaveLength(3);
    },
    must: {
      'ask which one': says('2 matches in 2 regions: ask which one is meant before any change'),
      'show dependants': says(
        /factory-main \(vco-qd0001\), factory-backup \(vco-qd0002\), legacy-branch[\s\S]*IPsec connections on it \(3\): factory-main/,
        'SSL-VPN servers on it (1): staff-vpn',
        'The cloud refuses while something hangs on it',
      ),
    },
  },

  E16: {
    act: async ({ call }) => {
      await call('Overview');
      await call('AuditVpn', { Rules: ['OPS-03', 'OPS-04'] });
    },
    outcome: (show) => {
      const idsOf = (list: Rows, rule: string) => list.filter(({ Rule }) => Rule === rule).map(({ Id }) => Id);
      const findings = rows(show, 'AuditVpn', 'Findings');
      expect(idsOf(findings, 'OPS-03').toSorted()).toEqual(unusedGateways.toSorted());
      expect(idsOf(findings, 'OPS-04').toSorted()).toEqual(unusedCustomerGateways.toSorted());
      const unused = rows(show, 'Overview', 'Unused').map(({ Id }) => Id);
      expect(unused.toSorted()).toEqual([...unusedGateways, ...unusedCustomerGateways].toSorted());
      expect(rows(show, 'Overview', 'Lines')[0]).toMatchObject({ Id: 'vco-qd0003', Health: 'down' });
    },
    must: {
      "say how 'unused' was decided": says('nothing attached', 'Traffic is not visible in this API'),
      'mention the DR name': says(/hq-dr-gw\|no connection, no SSL server; the name says it may stand by/),
    },
  },

  E38: {
    setting: {
      env: { ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1000000000000001:role/vpn-reader' },
      // The session of the role is open already when the request comes.
      opening: async ({ call }) => {
        await call('DescribeRegions');
      },
    },
    act: async ({ call }) => {
      await call('DescribeVpnGateways', { All: true });
    },
    outcome: (show) => {
      expect(show.answer('DescribeVpnGateways')).toMatchObject({ isError: true });
      expect(show.requests.map(({ action, verdict }) => `${action} ${verdict}`)).toEqual([
        'DescribeVpnGateways InvalidSecurityToken.Expired',
        'AssumeRole ok',
        'DescribeVpnGateways Forbidden',
      ]);
    },
    must: {
      'one refresh only': (show) => {
        expect(show.requests.filter(({ action }) => action === 'AssumeRole')).toHaveLength(1);
        expect(show.before.sts_sessions).toHaveLength(1);
        expect(show.after.sts_sessions).toHaveLength(2);
      },
      RequestId: says(/RequestId [0-9A-F-]{36}/),
      'name the permission': says('vpc:DescribeVpnGateways', /acs:vpc:\S+:vpngateway\/\*/),
    },
    mustNot: {
      'more than 3 calls': (show) => expect(show.requests.length).toBeLessThanOrEqual(3),
    },
  },
};

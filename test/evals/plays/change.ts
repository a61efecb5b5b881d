import { expect } from 'vitest';
import { model, type Play, says } from '../play.ts';
import { isWrite, type Show } from '../stage.ts';

const writes = (show: Show) => show.requests.filter(isWrite);

const connection = (show: Show, id: string) =>
  show.after.connections.find(({ VpnConnectionId }) => VpnConnectionId === id);

/** The ID of what the first step of a job made. */
const made = ({ data }: { readonly data: Readonly<Record<string, unknown>> }): string =>
  String(Object(data).Steps[0].Made);

export const changePlays: Readonly<Record<string, Play>> = {
  E08: {
    act: async ({ call }) => {
      const change = { VpnConnectionId: 'factory-main', Cidrs: '172.21.0.0/16' };
      await call('PlanChange', { Tool: 'AddSubnet', Arguments: change });
      await call('AddSubnet', change);
    },
    outcome: (show) => {
      const pair = show.after.routes_dbr.filter(({ RouteDest }) => RouteDest === '172.21.0.0/16');
      expect(pair).toMatchObject([
        { NextHop: 'vco-qd0001', Weight: 100, State: 'published' },
        { NextHop: 'vco-qd0002', Weight: 0, State: 'published' },
      ]);
      expect(show.answer('AddSubnet').data).toMatchObject({ State: 'done' });
      expect(show.said).toMatch(/The peer needs the same change at the same time \(RemoteSubnet\)/);
    },
    must: {
      'keep the old subnet': (show) => {
        const subnets = ['vco-qd0001', 'vco-qd0002'].map((id) => connection(show, id)?.RemoteSubnet);
        expect(subnets).toEqual(['172.20.0.0/16,172.21.0.0/16', '172.20.0.0/16,172.21.0.0/16']);
        expect(show.confirmations[0]?.text).toContain('Newly carried: 172.21.0.0/16');
        expect(show.said).not.toContain('No longer carried');
      },
      'standby first': (show) => {
        const ids = writes(show).flatMap(({ parameters }) => parameters['VpnConnectionId'] ?? []);
        expect(ids).toEqual(['vco-qd0002', 'vco-qd0001']);
      },
      'serialize writes on one gateway': (show) => {
        expect(writes(show).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
      },
      'say short interruption is possible': says(/up now, negotiates anew: its traffic stops until both ends agree/),
    },
    mustNot: {
      'promise zero downtime': model('no plan promises it: each one says that the tunnel negotiates anew'),
    },
  },

  E18: {
    act: async ({ call }) => {
      await call('DescribeVpnGateways', { VpcId: 'vpc-qd09', All: true });
      await call('FindResource', { Query: '192.0.2.120' });
      const subnets = { LocalSubnet: '10.40.0.0/16', RemoteSubnet: '172.31.0.0/16' };
      const NewGateway = { VpcId: 'vpc-qd09', Name: 'branch-gw', Bandwidth: 20, EnableSsl: false };
      const site = { PeerIp: '192.0.2.120', Name: 'branch', ...subnets, NewGateway };
      const VpnGatewayId = made(await call('ConnectSite', site));
      await call('WaitForStatus', { Id: VpnGatewayId });
      await call('ConnectSite', site);
      const { data } = await call('FindResource', { Query: 'branch' });
      const NextHop = Object(data)
        .Matches.map(({ Id }: { readonly Id: string }) => Id)
        .find((id: string) => id.startsWith('vco-'));
      await call('DiagnoseTunnel', { VpnConnectionId: NextHop });
      await call('DownloadVpnConnectionConfig', { VpnConnectionId: NextHop });
    },
    readings: {
      'ikev2 aes256 sha1 group14': { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
      'aes256 sha1 group14': { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14' },
    },
    outcome: (show) => {
      expect(show.after.gateways.at(-1)).toMatchObject({ VpcId: 'vpc-qd09', Status: 'active', IpsecVpn: 'enable' });
      expect(show.after.connections.at(-1)).toMatchObject({ Name: 'branch', Status: 'ike_sa_not_established' });
      expect(show.after.routes_dbr.at(-1)).toMatchObject({
        RouteDest: '172.31.0.0/16',
        Weight: 100,
        State: 'published',
      });
      expect(writes(show).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
      // The peer is not set up yet, and that is what the diagnosis says; its side of the settings is there to hand over.
      expect(show.answer('DiagnoseTunnel').data['Verdict']).toMatch(/phase 1 \(IKE\) is not up/);
      expect(show.answer('DownloadVpnConnectionConfig').data).toMatchObject({
        VpnConnectionConfig: {
          Local: '192.0.2.120',
          IkeConfig: { Psk: { File: expect.stringContaining(show.secretsDir) } },
        },
      });
    },
    must: {
      'EnableIpsec true': (show) =>
        expect(writes(show)[0]?.parameters).toMatchObject({ EnableIpsec: 'true', EnableSsl: 'false' }),
      'mention cost before create': (show) => {
        expect(show.confirmations[0]).toMatchObject({ action: 'CreateVpnGateway', writesBefore: 0 });
        expect(show.confirmations[0]?.text).toContain('billed from its first minute');
        expect(show.instructions).toContain('CreateVpnGateway is billed');
      },
      'no sha256 on this platform': (show) => {
        expect(show.said).toMatch(/aes256, sha1, group14, the strongest that this platform is known to have/);
        expect(JSON.stringify(writes(show))).not.toContain('sha256');
      },
    },
  },

  E20: {
    act: async ({ call }) => {
      await call('DescribeVpnConnection', { VpnConnectionId: 'vco-qd0001' });
      const change = { Name: 'factory-a', HealthCheckConfig: { sip: '10.10.0.9' } };
      await call('ModifyVpnConnectionAttribute', { VpnConnectionId: 'vco-qd0001', ...change });
      await call('DescribeVpnConnection', { VpnConnectionId: 'vco-qd0001' });
    },
    readings: {
      'enable,dip,sip=10.10.0.9,interval,retry all present': {
        enable: 'true',
        dip: '172.20.0.1',
        sip: '10.10.0.9',
        interval: '3',
        retry: '3',
      },
    },
    outcome: (show) => {
      expect(connection(show, 'vco-qd0001')).toMatchObject({ Name: 'factory-a', VcoHealthCheck: { Sip: '10.10.0.9' } });
      expect(show.answer('ModifyVpnConnectionAttribute').data['Outcome']).toMatchObject({ Confirmed: true });
      expect(show.answer('DescribeVpnConnection').data).toMatchObject({ Name: 'factory-a' });
    },
    must: {
      'bounded wait': (show) => {
        expect(show.confirmations[0]?.text).toContain('Gateway vpn-qd0001 is updating now: the call waits');
        expect(writes(show).map(({ verdict }) => verdict)).toEqual(['ok']);
      },
      'keep existing dip/interval/retry': (show) =>
        expect(connection(show, 'vco-qd0001')?.VcoHealthCheck).toMatchObject({
          Enable: 'true',
          Dip: '172.20.0.1',
          Interval: 3,
          Retry: 3,
        }),
    },
    mustNot: {
      'more than 1 write call by the model': (show) => {
        expect(show.turns.filter(({ tool }) => isWrite({ action: tool }))).toHaveLength(1);
      },
    },
  },
};

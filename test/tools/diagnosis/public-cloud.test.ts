import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { DiagnoseTunnel } from '../../../src/tools/diagnosis/diagnose-tunnel.ts';
import { testCall } from '../../support/call.ts';
import { startCloud } from '../../support/cloud.ts';

type Report = z.infer<typeof DiagnoseTunnel.output>;
type Asked = z.input<typeof DiagnoseTunnel.input>;
type Diagnose = (asked: Asked) => Promise<Report>;

const cloudWith = async (patch: Record<string, unknown> = {}): Promise<Diagnose> => {
  const { invoke } = await startCloud({ world: 'public', patch });
  return (asked) => DiagnoseTunnel.run(asked, testCall(), invoke);
};

const POSITIONS = ['as-today', 'absent', 'empty', 'first-tunnel'] as const;
const SITES = ['berlin', 'paris', 'madrid', 'lyon', 'turin', 'porto', 'lab', 'wan', 'depot'] as const;

const idsIn = ({ Causes }: Report) => Causes.map(({ Tunnel, Id }) => [Tunnel, Id]);

describe('a connection of two tunnels', () => {
  it('is read the same, whatever stands beside its tunnels', async () => {
    const seen = await Promise.all(
      POSITIONS.map(async (position) => {
        const diagnose = await cloudWith({ 'platform.top_level': position });
        return Promise.all(SITES.map((VpnConnectionId) => diagnose({ VpnConnectionId })));
      }),
    );
    const [today = [], ...others] = seen;
    expect(today).toHaveLength(SITES.length);
    for (const other of others) expect(other).toEqual(today);
  });

  it('half down is told by the tunnel that is down, and the other one named', async () => {
    const report = await (await cloudWith())({ VpnConnectionId: 'paris' });
    expect(report.Verdict).toMatch(/tunnel tun-paris001b \(slave\): phase 1 \(IKE\) is not up/);
    expect(report.Verdict).toContain('the pre-shared keys of the two ends differ');
    expect(report.Verdict).toContain(
      '1 of 2 tunnels is down: the connection carries traffic through the other, tun-paris001a (master)',
    );
    expect(report['Observed']).toMatchObject({ Peer: 'cgw-paris002 198.51.100.22', OtherConnections: '1 of 2 up' });
    expect(JSON.stringify(report.Causes)).toContain('LocalId = 203.0.113.11, RemoteId = 198.51.100.22');
  });

  it('with both down has the causes of each, and no call for one of them', async () => {
    const report = await (await cloudWith())({ VpnConnectionId: 'madrid', All: true });
    expect(report.Verdict).toMatch(/2 of 2 tunnels are down.*tun-madrid01a.*algorithms.*tun-madrid01b.*do not reach/s);
    const first = report.Causes.find(({ Tunnel, Id }) => /01a/.test(String(Tunnel)) && Id === 'ike-proposal-mismatch');
    expect(first?.['Advice']).toMatch(/^In the cloud, for tunnel tun-madrid01a .* alone: IkePfs = group14\./);
    expect(first?.Fix).toBeUndefined();
    expect(report.Causes.some(({ Tunnel }) => /01b/.test(String(Tunnel)))).toBe(true);
    const short = await (await cloudWith())({ VpnConnectionId: 'madrid' });
    expect(idsIn(short)).toHaveLength(4);
  });

  it('has no call that sets one tunnel, though the change is known', async () => {
    const PeerConfig = 'IkeVersion: ikev2\nIkeEncAlg: aes\nIkeAuthAlg: sha1\nIkePfs: group2\nRemoteId: hq.example.com';
    const diagnose = await cloudWith();
    const { Causes } = await diagnose({ TunnelId: 'tun-paris001b', PeerConfig, All: true });
    const summary = Causes.filter(({ Id }) => Id === 'ike-proposal-mismatch' || Id === 'identity-mismatch');
    expect(summary.map(({ Fix, Advice }) => [Fix, Advice])).toEqual([
      [
        undefined,
        expect.stringMatching(/^In the cloud, for tunnel tun-paris001b .*IkeEncAlg = aes, IkeAuthAlg = sha1/),
      ],
      [undefined, expect.stringContaining('LocalId = hq.example.com')],
    ]);
  });

  it('both up and BGP down over one is told as that', async () => {
    const report = await (await cloudWith())({ VpnConnectionId: 'lyon' });
    expect(idsIn(report)).toEqual([['tun-lyon0001b (slave)', 'bgp-down']]);
    expect(report.Verdict).toMatch(/tun-lyon0001b \(slave\): the tunnel is established.*BGP session/);
    // What BGP learned stands in no list that was read: a missing entry is no fault.
    expect(report.NotVisible).toContainEqual(expect.stringContaining('routes that BGP learns'));
  });

  it('that hangs on a transit router is not held against any gateway', async () => {
    const report = await (await cloudWith())({ VpnConnectionId: 'wan' });
    expect(report.Verdict).toMatch(/tun-wan00001b.*phase 2 \(IPsec\) is not.*protected subnets/);
    expect(report['Observed']).toMatchObject({
      Gateway: 'transit router tr-wan00001 203.0.113.51',
      Routes: 'not known',
    });
    expect(report.NotVisible).toContainEqual(expect.stringContaining('routes of the transit router tr-wan00001'));
    expect(JSON.stringify(report)).not.toContain('vpn-');
  });
});

describe('a tunnel that is named', () => {
  it.each([
    ['with its connection', { VpnConnectionId: 'paris', TunnelId: 'tun-paris001a' }],
    ['alone', { TunnelId: 'tun-paris001a' }],
    ['in the place of its connection', { VpnConnectionId: 'tun-paris001a' }],
  ])('%s is the one that is told', async (_, asked) => {
    const { Verdict } = await (await cloudWith())(asked);
    expect(Verdict).toMatch(/tun-paris001a \(master\): the tunnel is established/);
    expect(Verdict).toContain('1 of 2 tunnels is down: tun-paris001b (slave), so nothing stands in for this one');
  });

  it('and is none of the connection is told, with those that are', async () => {
    const diagnose = await cloudWith();
    const { Verdict } = await diagnose({ VpnConnectionId: 'paris', TunnelId: 'tun-x' });
    expect(Verdict).toMatch(/no tunnel "tun-x": it has tun-paris001a \(master\), tun-paris001b \(slave\)/);
    expect((await diagnose({ VpnConnectionId: 'depot', TunnelId: 'tun-x' })).Verdict).toContain('Leave TunnelId out');
  });
});

describe('what is pasted', () => {
  const config = (cloud: string, peer: string): string =>
    [
      ...['IkeVersion: ikev2', 'IkeEncAlg: aes256', 'IkeAuthAlg: sha256', 'IkePfs: group14', 'IpsecEncAlg: aes256'],
      ...['IpsecAuthAlg: sha256', 'IpsecPfs: group14', `LocalAddress: ${peer}`, `PeerAddress: ${cloud}`],
    ].join('\n');

  it('is compared with the tunnel whose addresses it has', async () => {
    const diagnose = await cloudWith();
    const PeerConfig = config('203.0.113.11', '198.51.100.22');
    const { Verdict, Comparison } = await diagnose({ VpnConnectionId: 'paris', PeerConfig });
    expect(Verdict).toContain('fields that both ends give agree');
    expect(Comparison).toContainEqual({
      ...{ Field: 'local_addr', Cloud: '203.0.113.11', Peer: '203.0.113.11', Result: 'match' },
    });
    const wrong = await diagnose({ VpnConnectionId: 'paris', PeerConfig: config('203.0.113.10', '198.51.100.21') });
    expect(wrong.Verdict).toContain('PeerConfig is of the other tunnel, tun-paris001a (master)');
    expect(wrong).not.toHaveProperty('Comparison');
  });

  it('names the tunnel that is meant where none is down', async () => {
    const PeerConfig = config('203.0.113.11', '198.51.100.12');
    const { Verdict } = await (await cloudWith())({ VpnConnectionId: 'berlin', PeerConfig });
    expect(Verdict).toMatch(/tunnel tun-berlin01b/);
    expect(Verdict).toContain('fields that both ends give agree');
  });

  it('without an address is taken for the tunnel that is down, and proves nothing', async () => {
    const PeerConfig = 'IkeVersion: ikev2\nIkeEncAlg: aes\nIkeAuthAlg: sha1\nIkePfs: group2';
    const diagnose = await cloudWith();
    const report = await diagnose({ VpnConnectionId: 'paris', PeerConfig });
    expect(report.Verdict).toContain(
      'PeerConfig names no address of either tunnel: it is only taken to be of tun-paris001b',
    );
    expect(report.Causes[0]).toMatchObject({ Id: 'ike-proposal-mismatch', Confidence: 0.55 });
    const asked = await diagnose({ VpnConnectionId: 'paris', TunnelId: 'tun-paris001b', PeerConfig });
    expect(asked.Causes[0]).toMatchObject({ Id: 'ike-proposal-mismatch', Confidence: 0.95 });
  });

  it('is not used where nobody can tell which tunnel it is of', async () => {
    const Log = '12[IKE] received NO_PROPOSAL_CHOSEN notify error';
    const { Verdict, Causes } = await (await cloudWith())({ VpnConnectionId: 'madrid', Log });
    expect(Verdict).toContain('Of which tunnel Log is cannot be told');
    expect(Causes.every(({ Confidence }) => Confidence < 0.5)).toBe(true);
  });
});

describe('tunnels that are not understood', () => {
  it.each(['object', 'null', 'three', 'same-role'])('as %s are said to be, and blamed for nothing', async (shape) => {
    const diagnose = await cloudWith({ 'platform.tunnel_list': shape });
    const PeerConfig = 'IkeVersion: ikev1\nIkeEncAlg: des\nIkeAuthAlg: md5\nIkePfs: group1';
    const report = await diagnose({ VpnConnectionId: 'madrid', PeerConfig });
    expect(report.Verdict).toMatch(/^The tunnels of madrid \(vco-madrid01\) are not understood/);
    expect(report.Verdict).toContain('PeerConfig was not used');
    expect(idsIn(report)).toEqual([]);
    expect(report['Observed']).toMatchObject({ OtherTunnels: '0 of 2 up, 2 not understood' });
  });

  it('in a bare list are understood', async () => {
    const [bare, list] = await Promise.all([cloudWith({ 'platform.tunnel_list': 'flat' }), cloudWith()]);
    expect(await bare({ VpnConnectionId: 'paris' })).toEqual(await list({ VpnConnectionId: 'paris' }));
  });
});

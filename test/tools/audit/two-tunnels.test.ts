import { describe, expect, it } from 'vitest';
import { startWorld } from '../../support/world.ts';

type Row = Readonly<Record<string, unknown>>;
const rows = (value: unknown): readonly Row[] => (Array.isArray(value) ? value : []);

const auditOf = async (platform: Row, input: Row = {}, more: Row = {}) => {
  const changes = Object.entries(platform).map(([name, value]) => [`platform.${name}`, value]);
  const { agent } = await startWorld({ world: 'public', patch: { ...Object.fromEntries(changes), ...more } });
  const { data, text, isError } = await agent.call('AuditVpn', { All: true, ...input });
  expect(isError).toBeFalsy();
  return { data, text, findings: rows(data['Findings']) };
};

/** What the world has to find at connections and customer gateways, with the tunnel that has it. */
const PLANTED = [
  'CRY-01 vco-turin001 tun-turin001b slave',
  'CRY-03 vco-turin001 tun-turin001b slave',
  'CRY-05 vco-turin001 tun-turin001b slave',
  'CRY-06 vco-madrid01 tun-madrid01a master',
  'CRY-10 vco-turin001 tun-turin001b slave',
  'HA-06 vco-porto001',
  'HA-07 vco-lab00001',
  'OPS-04 cgw-gone0001',
];

const summary = ({ Rule, Id, TunnelId, Role }: Row): string => [Rule, Id, TunnelId, Role].filter(Boolean).join(' ');

describe('an audit of the public cloud', () => {
  it.each(['as-today', 'absent', 'empty', 'first-tunnel'])(
    'finds the same where the top of a connection is %s',
    async (top_level) => {
      const { data, findings } = await auditOf({ top_level });
      const planted = findings.filter(({ Id }) => /^(vco|cgw)-/.test(String(Id)));
      expect(planted.map(summary).toSorted()).toEqual(PLANTED);
      expect(planted.filter(({ TunnelId }) => TunnelId !== undefined).every(({ Fix }) => Fix === undefined)).toBe(true);
      expect(data['NotSeen']).toBeUndefined();
      const advice = rows(data['Rules']).filter(({ Advice }) => /ModifyTunnelAttribute/.test(String(Advice)));
      expect(advice.map(({ Rule }) => Rule)).toEqual(['CRY-01', 'CRY-03', 'CRY-05', 'CRY-06', 'CRY-10']);
    },
  );

  it.each([
    ['null', 'their list is null'],
    ['object', 'they come as no list'],
    ['three', 'there are more than two'],
    ['same-role', 'one stands there twice'],
  ])('says so where tunnels come as %s, judges none of them and calls no zero known', async (tunnel_list, reason) => {
    const Rules = ['CRY', 'SEC', 'IDS', 'HA', 'OPS-04'];
    const { data, findings } = await auditOf({ tunnel_list }, { Rules });
    expect(data['Verdict']).toBe(
      'NOT complete: the tunnels of 8 connections are not understood, see NotSeen. No finding in what was read; resources: 43; regions: 2; suppressed: 0. Rules: 24 of 48.',
    );
    expect(findings).toEqual([]);
    expect(rows(data['NotSeen'])).toEqual([
      {
        ...{ RegionId: 'cn-hangzhou', Action: 'DescribeVpnConnections' },
        Reason: expect.stringContaining(`${reason}, of vco-berlin01, vco-paris001,`),
      },
    ]);
    const zeros = rows(data['OtherRules']).filter(({ Findings }) => Findings !== 'not known');
    expect(zeros.map(({ Rule }) => Rule)).toEqual(['IDS-04']);
  });

  it('reads a list without its inner name', async () => {
    const { findings } = await auditOf({ tunnel_list: 'flat' });
    expect(findings.map(summary)).toEqual(expect.arrayContaining(PLANTED));
  });

  it('names the tunnel in text and SARIF too', async () => {
    const { text } = await auditOf({}, { Format: 'text', Rules: ['CRY-01'] });
    expect(text).toContain('- vco-turin001 turin (cn-hangzhou), tun-turin001b, slave: IkeEncAlg=des, IpsecEncAlg=des');
    const { data } = await auditOf({}, { Format: 'sarif', Rules: ['CRY-01'], Language: 'zh' });
    const [run] = Object(data['Sarif']).runs;
    expect(run.results).toMatchObject([
      {
        message: { text: 'tun-turin001b (slave): IkeEncAlg=des, IpsecEncAlg=des; expected: aes256' },
        locations: [{ logicalLocations: [{ fullyQualifiedName: 'cn-hangzhou/vco-turin001/tun-turin001b' }] }],
        partialFingerprints: { 'ruleAndResource/v1': 'CRY-01:cn-hangzhou:vco-turin001/tun-turin001b' },
      },
    ]);
    expect(run.tool.driver.rules[0].help.text).toMatch(/aes256.*逐条隧道/);
  });

  it('takes a suppression by the ID of a tunnel', async () => {
    const suppressed = (Resource: string) => {
      const Suppress = [{ Rule: 'CRY-01', Resource, Until: '2099-12-31' }];
      return auditOf({}, { Rules: ['CRY-01'], Suppress }).then(({ data }) => data['Suppressed']);
    };
    expect(await suppressed('tun-turin001b')).toBe(1);
    expect(await suppressed('tun-turin001a')).toBe(0);
  });

  it('offers to delete no customer gateway that only a second tunnel uses', async () => {
    const { text } = await auditOf({ top_level: 'first-tunnel' }, { Rules: ['OPS-04'] });
    expect(text).toContain('cgw-gone0001');
    expect(text).not.toContain('cgw-paris002');
  });
});

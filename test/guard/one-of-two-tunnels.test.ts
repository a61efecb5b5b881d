import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, refusalOf, startBench } from './bench.ts';

const RegionId = 'cn-hangzhou';
const place = (name: string) => ({ RegionId, VpnConnectionId: `vco-${name}` });
const publicBench = (patch: Readonly<Record<string, unknown>> = {}) => startBench({ world: 'public', patch });
const pfs = { TunnelIkeConfig: { IkePfs: 'group5' } } as const;
const master = { Role: 'master', ...pfs } as const;
const slave = { Role: 'slave', ...pfs } as const;

describe('what a change of one tunnel does to the traffic', () => {
  test.each([
    ['berlin01', [master], /^The other tunnel of berlin .*tun-berlin01b \(slave\) to cgw-berlin02, is up now/],
    ['berlin01', [slave], /^The other tunnel of berlin .*tun-berlin01a \(master\) to cgw-berlin01, is up now/],
    ['berlin01', [master, slave], /^The traffic of berlin \(vco-berlin01\) stops: all of its tunnels/],
    [
      'paris001',
      [master],
      /^The traffic of paris .* stops until both ends of tunnel tun-paris001a \(master\) \(up now\)/,
    ],
    ['paris001', [slave], /^The other tunnel of paris .*tun-paris001a \(master\) to cgw-paris001, is up now/],
    ['madrid01', [slave], /^The other tunnel of madrid .*tun-madrid01a .* is down now, as this one is/],
    ['madrid01', [master, slave], /^No tunnel of madrid \(vco-madrid01\) is up now/],
  ] as const)('%s, %j: %s', async (name, TunnelOptionsSpecification, first) => {
    const { plan } = await publicBench();
    const summary = await plan(actions.ModifyVpnConnectionAttribute, {
      ...place(name),
      TunnelOptionsSpecification: [...TunnelOptionsSpecification],
    });
    expect(summary.BlastRadius[0]).toMatch(first);
    expect([summary.Risk, summary.Asks]).toEqual(['disrupt', 'a person']);
    expect(summary.Changes.map(({ Field }) => Field)).toEqual(
      TunnelOptionsSpecification.map(({ Role }) => `TunnelOptionsSpecification[${Role}].TunnelIkeConfig.IkePfs`),
    );
    const drops = summary.BlastRadius.filter((line) => line.includes('negotiates anew'));
    expect(drops).toHaveLength(TunnelOptionsSpecification.length);
  });

  test('is told of ModifyTunnelAttribute as of the list', async () => {
    const { plan } = await publicBench();
    const summary = await plan(actions.ModifyTunnelAttribute, {
      ...{ ...place('berlin01'), TunnelId: 'tun-berlin01b' },
      TunnelOptionsSpecification: { ...pfs, EnableDpd: false },
    });
    expect(summary.Changes).toEqual([
      { Field: 'TunnelOptionsSpecification[slave].EnableDpd', Before: true, After: false },
      { Field: 'TunnelOptionsSpecification[slave].TunnelIkeConfig.IkePfs', Before: 'group14', After: 'group5' },
    ]);
    expect(summary.BlastRadius[0]).toContain('tun-berlin01a (master) to cgw-berlin01, is up now');
    expect(summary.BlastRadius).toContain(
      'The peer of tunnel tun-berlin01b (slave) needs the same change at the same time (TunnelIkeConfig.IkePfs), or that tunnel stays down; its other tunnel is left as it is.',
    );
    expect(summary.Undo).toBe(
      'Back with ModifyTunnelAttribute: VpnConnectionId=vco-berlin01, TunnelId=tun-berlin01b, TunnelOptionsSpecification.EnableDpd=true, TunnelOptionsSpecification.TunnelIkeConfig.IkePfs=group14.',
    );
    expect(summary.Parameters['TunnelOptionsSpecification']).toMatchObject({
      EnableDpd: false,
      TunnelIkeConfig: { IkeVersion: 'ikev2', IkePfs: 'group5', Psk: { Fingerprint: expect.any(String) } },
    });
  });

  test('what is so already is asked of nobody and sent to nobody', async () => {
    const { invoke, call, writes } = await publicBench();
    const { ask, questions } = agreeable();
    const done = await invoke(
      actions.ModifyVpnConnectionAttribute,
      { ...place('berlin01'), TunnelOptionsSpecification: [{ Role: 'slave', TunnelIkeConfig: { IkePfs: 'group14' } }] },
      call({ ask }),
    );
    expect(done['Outcome']).toMatchObject({ State: 'unchanged' });
    expect([questions, await writes()]).toEqual([[], []]);
  });
});

test('the former values come back by a call that names each tunnel', async () => {
  const { plan } = await publicBench();
  const summary = await plan(actions.ModifyVpnConnectionAttribute, {
    ...place('turin001'),
    TunnelOptionsSpecification: [
      { TunnelId: 'tun-turin001b', TunnelIkeConfig: { IkePfs: 'group14', Psk: { generate: true } } },
      { Role: 'master', EnableNatTraversal: false },
    ],
  });
  expect(summary.Undo).toMatch(
    /^Back with ModifyVpnConnectionAttribute: VpnConnectionId=vco-turin001, TunnelOptionsSpecification\[slave\]\.TunnelIkeConfig\.IkePfs=group1, TunnelOptionsSpecification\[master\]\.EnableNatTraversal=true\. The key of tunnel tun-turin001b \(slave\) \(fingerprint [0-9a-f]{8}\) is not shown/,
  );
  expect(JSON.stringify(summary)).not.toContain('FAKE-public');
});

describe('a call that cannot say what it means is refused before anything is sent', () => {
  test.each([
    [{ TunnelOptionsSpecification: [pfs] }, 'names no tunnel. berlin has tun-berlin01a (master), tun-b'],
    [
      { TunnelOptionsSpecification: [{ TunnelId: 'tun-elsewhere', ...pfs }] },
      'has no tunnel with TunnelId tun-elsewhere. It has tun-berlin01a (master), tun-berlin01b (slave)',
    ],
    [
      { TunnelOptionsSpecification: [{ TunnelId: 'tun-berlin01a', Role: 'slave' as const, ...pfs }] },
      'has no tunnel with TunnelId tun-berlin01a, Role slave',
    ],
    [
      { TunnelOptionsSpecification: [{ TunnelId: 'tun-berlin01a', ...pfs }, master] },
      'names tunnel tun-berlin01a (master) twice',
    ],
    [{ EnableDpd: false }, 'Give them as TunnelOptionsSpecification'],
    [{ BgpConfig: { EnableBgp: true } }, 'BgpConfig of this call would be those of a connection of one tunnel'],
  ])('%j', async (given, words) => {
    const { invoke, call, writes } = await publicBench();
    const { ask, questions } = agreeable();
    const refused = await refusalOf(
      invoke(actions.ModifyVpnConnectionAttribute, { ...place('berlin01'), ...given }, call({ ask })),
    );
    expect(refused.message).toContain(words);
    expect([questions, await writes()]).toEqual([[], []]);
  });

  test.each([
    ['a list for two', { TunnelOptionsSpecification: [master] }],
    ['BGP for two', { EnableTunnelsBgp: false }],
  ])('%s, of a connection of one tunnel', async (_, given) => {
    const { invoke, call, writes } = await publicBench();
    const refused = await refusalOf(
      invoke(actions.ModifyVpnConnectionAttribute, { ...place('depot001'), ...given }, call(agreeable())),
    );
    expect(refused.message).toContain('depot has one tunnel');
    expect(await writes()).toEqual([]);
  });

  test('a key that reads masked, unless one is given', async () => {
    const { plan, invoke, call } = await publicBench({ 'platform.psk_masking': 'masked' });
    const change = { ...place('berlin01'), TunnelOptionsSpecification: [master] };
    const refused = await refusalOf(invoke(actions.ModifyVpnConnectionAttribute, change, call(agreeable())));
    expect(refused.message).toContain('shows the present key of tunnel tun-berlin01a (master) only as a mask');
    const given = {
      Role: 'master' as const,
      TunnelIkeConfig: { IkePfs: 'group5' as const, Psk: { generate: true as const } },
    };
    const summary = await plan(actions.ModifyVpnConnectionAttribute, {
      ...change,
      TunnelOptionsSpecification: [given],
    });
    expect(summary.Asks).toBe('a person');
    expect(summary.Changes).toContainEqual({
      Field: 'TunnelOptionsSpecification[master].TunnelIkeConfig.Psk',
      Before: 'a key that the cloud masks',
      After: 'a new key, made here',
    });
  });

  test('a connection that cannot be read', async () => {
    const bench = await publicBench();
    await bench.control('faults', { action: 'DescribeVpnConnection', kind: 'forbidden', times: 20 });
    const refused = await refusalOf(
      bench.invoke(
        actions.ModifyTunnelAttribute,
        { ...place('berlin01'), TunnelId: 'tun-berlin01a', TunnelOptionsSpecification: pfs },
        bench.call(agreeable()),
      ),
    );
    expect(refused.message).toMatch(/vco-berlin01 could not be read .*whose TunnelOptionsSpecification would be/);
  });
});

describe('a tunnel that is to lead elsewhere', () => {
  const move = (CustomerGatewayId: string, more: object = {}) => ({
    ...place('berlin01'),
    TunnelOptionsSpecification: [{ Role: 'slave' as const, CustomerGatewayId, ...more }],
  });

  test('tells the new address, and the identity that stays', async () => {
    const { plan } = await publicBench();
    const summary = await plan(actions.ModifyVpnConnectionAttribute, move('cgw-gone0001'));
    expect(summary.BlastRadius).toContain(
      'tun-berlin01b (slave) leads to cgw-gone0001 (192.0.2.99) then, no longer to cgw-berlin02: the device there needs its settings and its key.',
    );
    expect(summary.Foreseen.join(' ')).toMatch(/RemoteId of tun-berlin01b \(slave\) stays 198\.51\.100\.12/);
    const both = await plan(
      actions.ModifyVpnConnectionAttribute,
      move('cgw-gone0001', { TunnelIkeConfig: { RemoteId: '192.0.2.99' } }),
    );
    expect(both.Foreseen.join(' ')).not.toContain('RemoteId of');
  });

  test('to a customer gateway that is not there is refused', async () => {
    const { invoke, call } = await publicBench();
    const refused = await refusalOf(
      invoke(actions.ModifyVpnConnectionAttribute, move('cgw-nowhere1'), call(agreeable())),
    );
    expect(refused.message).toContain('There is no customer gateway cgw-nowhere1');
  });

  test('to one that was made through this server of late says so', async () => {
    const { plan, invoke, call } = await publicBench();
    const made = await invoke(
      actions.CreateCustomerGateway,
      { RegionId, IpAddress: '192.0.2.77', Name: 'fresh' },
      call(agreeable()),
    );
    const summary = await plan(actions.ModifyVpnConnectionAttribute, move(String(made.CustomerGatewayId)));
    expect(summary.BlastRadius.join(' ')).toContain('was made through this server in the last 24 hours');
  });
});

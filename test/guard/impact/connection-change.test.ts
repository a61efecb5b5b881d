import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const { ModifyVpnConnectionAttribute } = actions;
const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };

/** What the cloud was told in a structured parameter. */
const sent = async (bench: Awaited<ReturnType<typeof startBench>>, name: string): Promise<Record<string, unknown>> => {
  const write = (await bench.writes())[0];
  return JSON.parse(write?.parameters[name] ?? '{}') as Record<string, unknown>;
};

describe('a change of a connection', () => {
  test('tells each field before and after, what stops, and who else has to change', async () => {
    const { plan } = await startBench();
    const summary = await plan(ModifyVpnConnectionAttribute, {
      ...warehouse,
      IkeConfig: { IkePfs: 'group14' },
      HealthCheckConfig: { interval: 5 },
      LocalSubnet: '10.20.0.0/16',
    });
    expect(summary.Changes).toEqual([
      { Field: 'IkeConfig.IkePfs', Before: 'group2', After: 'group14' },
      { Field: 'HealthCheckConfig.interval', Before: 3, After: 5 },
    ]);
    expect(summary.BlastRadius.join(' ')).toMatch(
      /warehouse \(vco-wh0001\), down now, negotiates anew.*same change at the same time \(IkeConfig\.IkePfs\).*Routes through it: 172\.31\.40\.0\/22 \(100\)/,
    );
    expect(summary.Undo).toContain('IkeConfig.IkePfs=group2');
  });

  test('tells blocks by addition and loss, whatever their order', async () => {
    const { plan } = await startBench();
    const summary = await plan(ModifyVpnConnectionAttribute, {
      ...warehouse,
      RemoteSubnet: '10.1.0.0/16,172.31.40.0/23',
    });
    expect(summary.BlastRadius).toContain('No longer carried: 172.31.40.0/22.');
    expect(summary.BlastRadius).toContain('Newly carried: 10.1.0.0/16, 172.31.40.0/23.');
  });

  test('that lets the cloud add routes says what they draw, and what takes them back', async () => {
    const { plan } = await startBench();
    const summary = await plan(ModifyVpnConnectionAttribute, {
      ...{ RegionId: region, VpnConnectionId: 'vco-plant0002' },
      ...{ RemoteSubnet: '172.20.0.0/16,172.20.8.0/24', AutoConfigRoute: true },
    });
    expect(summary.BlastRadius).toContain('The cloud adds and publishes routes for the remote blocks by itself.');
    expect(summary.BlastRadius).toContainEqual(
      expect.stringMatching(/172\.20\.8\.0\/24 goes through plant-main .* would go through plant-backup/),
    );
    expect(summary.Undo).toContain('go with DeleteVpnRouteEntry: 172.20.8.0/24 through vco-plant0002.');
  });

  test('that lets the cloud add routes which are there already adds none', async () => {
    const { plan } = await startBench();
    const summary = await plan(ModifyVpnConnectionAttribute, { ...plantMain, AutoConfigRoute: true });
    expect(summary.BlastRadius.join(' ')).not.toContain('adds and publishes');
    expect(summary.Undo).not.toContain('DeleteVpnRouteEntry');
  });

  test('that sends an identity of its own warns of sites that know it by its older name only', async () => {
    const bench = await startBench({
      patch: {
        'vco-wh0001.IkeConfig.LocalId': 'wh.example',
        'platform.ike_config': 'replace',
        'platform.local_id_key': 'LocalIdIPsec',
      },
    });
    const change = { ...warehouse, IkeConfig: { IkeLifetime: 3600 } };
    const summary = await bench.plan(ModifyVpnConnectionAttribute, change);
    expect(summary.Foreseen).toContainEqual(
      expect.stringContaining('LocalId wh.example goes out under this name only'),
    );
    const done = await bench.invoke(ModifyVpnConnectionAttribute, change, bench.call(agreeable()));
    expect(done['Outcome']).toMatchObject({ Confirmed: false });
  });

  test('to routed mode says that the mode changes', async () => {
    const { plan } = await startBench();
    const summary = await plan(ModifyVpnConnectionAttribute, {
      ...warehouse,
      LocalSubnet: '0.0.0.0/0',
      RemoteSubnet: '0.0.0.0/0',
    });
    expect(summary.BlastRadius).toContainEqual(expect.stringContaining('The mode changes'));
  });

  test.each([
    { RemoteSubnet: '172.31.40.0/22' },
    { IkeConfig: { IkePfs: 'group2' as const, Psk: 'FAKE-psk-warehouse-Lw3v' } },
    { EffectImmediately: true, HealthCheckConfig: { enable: true, dip: '172.31.40.1' } },
    { LocalSubnet: '10.20.9.9/16' },
    { Name: 'warehouse' },
  ])('to what it is already is answered without a question: %j', async (unchanged) => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    expect(
      (await invoke(ModifyVpnConnectionAttribute, { ...warehouse, ...unchanged }, call({ ask })))['Outcome'],
    ).toMatchObject({ State: 'unchanged' });
    expect(questions).toEqual([]);
    expect(await writes()).toEqual([]);
  });

  test.each(['172.31.40.0/23,172.31.42.0/23', '172.31.40.0/22,172.31.41.0/24'])(
    'to other blocks of the same addresses is a change, for the selectors differ: %s',
    async (RemoteSubnet) => {
      const { invoke, call, plan, writes } = await startBench();
      const summary = await plan(ModifyVpnConnectionAttribute, { ...warehouse, RemoteSubnet });
      expect(summary.Changes).toEqual([{ Field: 'RemoteSubnet', Before: '172.31.40.0/22', After: RemoteSubnet }]);
      expect(summary.BlastRadius).toContainEqual(
        expect.stringContaining('same addresses in other blocks (RemoteSubnet)'),
      );
      expect(summary.BlastRadius.join(' ')).not.toMatch(/carried by this tunnel/);
      await invoke(ModifyVpnConnectionAttribute, { ...warehouse, RemoteSubnet }, call(agreeable()));
      expect(await writes()).toHaveLength(1);
    },
  );

  test.each(['merge', 'replace'] as const)(
    'a partial IkeConfig ends alike on a platform that %ss',
    async (ike_config) => {
      const bench = await startBench({ patch: { 'platform.ike_config': ike_config } });
      const before = (await bench.state())['connections']?.find(({ Name }) => Name === 'warehouse');
      const done = await bench.invoke(
        ModifyVpnConnectionAttribute,
        { ...warehouse, IkeConfig: { IkePfs: 'group14' } },
        bench.call(agreeable()),
      );
      const after = (await bench.state())['connections']?.find(({ Name }) => Name === 'warehouse');
      expect(after?.['IkeConfig']).toEqual({ ...Object(before?.['IkeConfig']), IkePfs: 'group14' });
      expect(await sent(bench, 'IkeConfig')).toMatchObject({
        Psk: 'FAKE-psk-warehouse-Lw3v',
        IkeEncAlg: 'aes256',
        IkeVersion: 'ikev2',
      });
      expect(JSON.stringify(done)).not.toContain('FAKE-psk');
      expect(done['Outcome']).toMatchObject({ Confirmed: true });
    },
  );

  test('a partial HealthCheckConfig is completed in the words of the request', async () => {
    const bench = await startBench();
    await bench.invoke(
      ModifyVpnConnectionAttribute,
      { ...plantMain, HealthCheckConfig: { interval: 5 } },
      bench.call(agreeable()),
    );
    const health = await sent(bench, 'HealthCheckConfig');
    expect(Object.keys(health).sort()).toEqual(['dip', 'enable', 'interval', 'retry', 'sip']);
    expect(String(health['enable'])).toBe('true');
  });

  test('with a masked key and no new one it is refused unasked; with a new one it runs', async () => {
    const bench = await startBench({ patch: { 'platform.psk_masking': 'masked' } });
    const { ask, questions } = agreeable();
    const refused = await refusalOf(
      bench.invoke(
        ModifyVpnConnectionAttribute,
        { ...warehouse, IkeConfig: { IkePfs: 'group14' } },
        bench.call({ ask }),
      ),
    );
    expect(refused.message).toContain('only as a mask');
    expect(questions).toEqual([]);
    expect(await bench.writes()).toEqual([]);
    const done = await bench.invoke(
      ModifyVpnConnectionAttribute,
      { ...warehouse, IkeConfig: { IkePfs: 'group14', Psk: 'FAKE-psk-fresh-1' } },
      bench.call({ ask }),
    );
    expect((await sent(bench, 'IkeConfig'))['Psk']).toBe('FAKE-psk-fresh-1');
    expect(Object(done['Outcome']).Notes.join(' ')).toContain('does not show IkeConfig.Psk');
  });

  test('a masked key stands in no way where IkeConfig is not touched', async () => {
    const bench = await startBench({ patch: { 'platform.psk_masking': 'masked' } });
    await bench.invoke(
      ModifyVpnConnectionAttribute,
      { ...warehouse, RemoteSubnet: '172.31.40.0/23' },
      bench.call(agreeable()),
    );
    expect((await bench.writes())[0]?.parameters['IkeConfig']).toBeUndefined();
  });

  test('a partial object is refused when the rest cannot be read, a whole one is asked about', async () => {
    const bench = await startBench();
    await bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnConnection', times: 20 });
    const refused = await refusalOf(
      bench.invoke(
        ModifyVpnConnectionAttribute,
        { ...warehouse, IpsecConfig: { IpsecPfs: 'group2' } },
        bench.call(agreeable()),
      ),
    );
    expect(refused.message).toContain('IpsecConfig is given in part');
    const whole = {
      IpsecEncAlg: 'aes' as const,
      IpsecAuthAlg: 'sha1' as const,
      IpsecPfs: 'group2' as const,
      IpsecLifetime: 3600,
    };
    const summary = await bench.plan(ModifyVpnConnectionAttribute, { ...warehouse, IpsecConfig: whole });
    expect(summary.BlastRadius).toEqual(['Not known: IPsec connection could not be read (Forbidden).']);
  });

  test('of one that is not there is refused', async () => {
    const { invoke, call } = await startBench();
    const refused = await refusalOf(
      invoke(
        ModifyVpnConnectionAttribute,
        { ...warehouse, VpnConnectionId: 'vco-absent', RemoteSubnet: '10.0.0.0/8' },
        call(agreeable()),
      ),
    );
    expect(refused.message).toContain('There is no IPsec connection vco-absent');
  });

  test('keys are told by their fingerprints only', async () => {
    const { plan } = await startBench();
    const summary = await plan(ModifyVpnConnectionAttribute, { ...warehouse, IkeConfig: { Psk: 'FAKE-psk-fresh-1' } });
    expect(summary.Changes).toEqual([
      {
        Field: 'IkeConfig.Psk',
        Before: expect.stringMatching(/fingerprint [0-9a-f]{8}, 23 characters/),
        After: expect.stringMatching(/fingerprint [0-9a-f]{8}, 16 characters/),
      },
    ]);
    expect(JSON.stringify(summary)).not.toContain('FAKE-psk');
  });
});

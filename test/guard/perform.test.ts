import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Invoke } from '../../src/catalogue/invoke.ts';
import { agreeable, refusalOf, region, soon, startBench } from './bench.ts';

const { CreateVpnConnection, ModifyVpnConnectionAttribute, ModifyVpnGatewayAttribute, PublishVpnRouteEntry } = actions;
const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };

/** Counts how many writes are on their way at once. */
const crowd = () => {
  const most: Record<string, number> = {};
  let now = 0;
  const between =
    (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      if (/^(Describe|Download)/.test(action.name)) return invoke(action, input, call);
      now += 1;
      most['all'] = Math.max(most['all'] ?? 0, now);
      try {
        return await invoke(action, input, call);
      } finally {
        now -= 1;
      }
    };
  return { most, between };
};

describe('one write at a time', () => {
  const rename = (VpnGatewayId: string, Name: string) => ({ RegionId: region, VpnGatewayId, Name });

  test('for one gateway', async () => {
    const { most, between } = crowd();
    const { invoke, call, writes } = await startBench({ between });
    await Promise.all(
      ['a1', 'a2', 'a3'].map((name) => invoke(ModifyVpnGatewayAttribute, rename('vpn-hq0001', name), call())),
    );
    expect(most['all']).toBe(1);
    expect((await writes()).map(({ parameters }) => parameters['Name'])).toEqual(['a1', 'a2', 'a3']);
  });

  test('while another gateway does not wait', async () => {
    const { most, between } = crowd();
    const { invoke, call, control } = await startBench({ between });
    await control('faults', { kind: 'delay', action: 'ModifyVpnGatewayAttribute', times: 2, ms: 200 });
    await Promise.all(
      ['vpn-hq0001', 'vpn-wh0001'].map((id) => invoke(ModifyVpnGatewayAttribute, rename(id, 'both'), call())),
    );
    expect(most['all']).toBe(2);
  });

  test('by the gateway of the target, where the input names none', async () => {
    const { most, between } = crowd();
    const bench = await startBench({ between });
    const heard: string[] = [];
    await bench.control('faults', { kind: 'delay', action: 'ModifyVpnConnectionAttribute', ms: 200 });
    await Promise.all([
      bench.invoke(
        ModifyVpnConnectionAttribute,
        { ...warehouse, RemoteSubnet: '172.31.40.0/23' },
        bench.call({ ...agreeable(), heard }),
      ),
      bench.invoke(
        PublishVpnRouteEntry,
        {
          RegionId: region,
          VpnGatewayId: 'vpn-wh0001',
          RouteDest: '172.31.40.0/22',
          NextHop: 'vco-wh0001',
          RouteType: 'dbr',
          PublishVpc: false,
        },
        bench.call({ ...agreeable(), heard }),
      ),
    ]).catch(() => {});
    expect(most['all']).toBe(1);
    expect(heard).toContain('waiting for another change on vpn-wh0001');
  });
});

test('a caller that hears nothing is not held behind somebody else’s change', async () => {
  const bench = await startBench();
  await bench.control('faults', { kind: 'delay', action: 'ModifyVpnGatewayAttribute', ms: 1_500 });
  const rename = (Name: string) => ({ RegionId: region, VpnGatewayId: 'vpn-hq0001', Name });
  const heard: string[] = [];
  const first = bench.invoke(ModifyVpnGatewayAttribute, rename('first'), bench.call());
  const second = refusalOf(
    bench.invoke(ModifyVpnGatewayAttribute, rename('second'), bench.call({ holdMs: 45_000, heard })),
  );
  await soon(() => heard.length).toBe(1);
  bench.clock.advance(45_000);
  expect((await second).message).toContain('still running');
  await first;
  expect(await bench.writes()).toHaveLength(1);
});

describe('a generated key', () => {
  test('is long, is in a private file for the peer, and nowhere else', async () => {
    const bench = await startBench();
    const done = await bench.invoke(
      ModifyVpnConnectionAttribute,
      { ...warehouse, IkeConfig: { Psk: { generate: true } } },
      bench.call(agreeable()),
    );
    const notes = Object(done['Outcome']).Notes.join(' ');
    const [, file = ''] = /written to (\S+) for the peer/.exec(notes) ?? [];
    const key = readFileSync(file, 'utf8').trim();
    expect(key).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await bench.state())['connections']?.find(({ Name }) => Name === 'warehouse')?.['IkeConfig']).toMatchObject(
      { Psk: key },
    );
    expect(JSON.stringify([done, bench.audit(), bench.logged])).not.toContain(key);
    expect(done.IkeConfig?.Psk).toMatchObject({ Length: 40 });
  });

  test('leaves no file when the cloud refused it', async () => {
    const bench = await startBench();
    await bench.control('faults', {
      kind: 'refuse',
      action: 'ModifyVpnConnectionAttribute',
      status: 400,
      code: 'InvalidName',
    });
    await bench
      .invoke(
        ModifyVpnConnectionAttribute,
        { ...warehouse, IkeConfig: { Psk: { generate: true } } },
        bench.call(agreeable()),
      )
      .catch(() => {});
    expect(bench.secrets()).toEqual([]);
  });

  test('without a folder says where to read it', async () => {
    const bench = await startBench({ guard: { secretsDir: undefined } });
    const input = {
      RegionId: region,
      VpnGatewayId: 'vpn-hq0001',
      CustomerGatewayId: 'cgw-old0001',
      LocalSubnet: '10.10.0.0/16',
      RemoteSubnet: '10.61.0.0/16',
      IkeConfig: { Psk: { generate: true as const } },
    };
    const done = await bench.invoke(CreateVpnConnection, input, bench.call());
    expect(Object(done['Outcome']).Notes.join(' ')).toContain('console');
  });
});

test('a write under an approval has a token made from it, and a caller’s own token is kept', async () => {
  const { invoke, call, writes } = await startBench();
  await invoke(ModifyVpnConnectionAttribute, { ...warehouse, RemoteSubnet: '172.31.40.0/23' }, call(agreeable()));
  await invoke(
    ModifyVpnGatewayAttribute,
    { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'mine', ClientToken: 'my-own-token' },
    call(),
  );
  expect((await writes()).map(({ parameters }) => parameters['ClientToken'])).toEqual([
    expect.stringMatching(/^vgm-/),
    'my-own-token',
  ]);
});

import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { agreeable, human, refusalOf, region, soon, startBench } from '../bench.ts';

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
    // Each looks at live state first, and whoever is done with that first is first.
    const names = (await writes()).map(({ parameters }) => parameters['Name']);
    expect(names.toSorted()).toEqual(['a1', 'a2', 'a3']);
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

  test.each([
    [
      'a rename of one of its connections',
      'ModifyVpnConnectionAttribute',
      { RegionId: region, VpnConnectionId: 'vco-plant0002', Name: 'new' },
    ],
    [
      'a certificate of its SSL-VPN server',
      'CreateSslVpnClientCert',
      { RegionId: region, SslVpnServerId: 'vss-hq0001', Name: 'new' },
    ],
    [
      'a rename of its SSL-VPN server',
      'ModifySslVpnServer',
      { RegionId: region, SslVpnServerId: 'vss-hq0001', Name: 'new' },
    ],
  ] as const)('also for %s, whose gateway is not known', async (_, action, input) => {
    const { most, between } = crowd();
    const { invoke, call, control } = await startBench({ between });
    await control('faults', { kind: 'delay', action: 'ModifyVpnGatewayAttribute', times: 1, ms: 200 });
    await Promise.all([
      invoke(ModifyVpnGatewayAttribute, rename('vpn-hq0001', 'a1'), call()),
      invoke(actions[action] as typeof ModifyVpnConnectionAttribute, input as never, call()),
    ]);
    expect(most['all']).toBe(1);
  });

  test('but nobody waits for a customer gateway', async () => {
    const { most, between } = crowd();
    const { invoke, call, control } = await startBench({ between });
    await control('faults', { kind: 'delay', action: 'ModifyVpnGatewayAttribute', times: 1, ms: 200 });
    await control('faults', { kind: 'delay', action: 'CreateCustomerGateway', times: 1, ms: 200 });
    await Promise.all([
      invoke(ModifyVpnGatewayAttribute, rename('vpn-hq0001', 'a1'), call()),
      invoke(actions.CreateCustomerGateway, { RegionId: region, IpAddress: '203.0.113.77' }, call()),
    ]);
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
  let write = (): void => {};
  const mayWrite = new Promise<void>((resolve) => {
    write = resolve;
  });
  let isWriting = false;
  const between =
    (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      if (action.name === 'ModifyVpnGatewayAttribute') {
        isWriting = true;
        await mayWrite;
      }
      return invoke(action, input, call);
    };
  const bench = await startBench({ between });
  const rename = (Name: string) => ({ RegionId: region, VpnGatewayId: 'vpn-hq0001', Name });
  const heard: string[] = [];
  const first = bench.invoke(ModifyVpnGatewayAttribute, rename('first'), bench.call());
  await soon(() => isWriting).toBe(true);
  const second = refusalOf(
    bench.invoke(ModifyVpnGatewayAttribute, rename('second'), bench.call({ holdMs: 45_000, heard })),
  );
  await soon(() => heard.length).toBe(1);
  bench.clock.advance(45_000);
  expect((await second).message).toContain('still running');
  write();
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

describe('what needed no yes when it was looked at', () => {
  const wider = Object.fromEntries(
    ['vco-plant0001', 'vco-plant0002'].map((id) => [`${id}.RemoteSubnet`, '172.20.0.0/16,10.70.0.0/16']),
  );
  const route = (RouteDest: string, NextHop: string) => ({
    RegionId: region,
    VpnGatewayId: 'vpn-hq0001',
    RouteDest,
    NextHop,
    Weight: 100 as const,
    PublishVpc: true,
  });

  test('is asked for when a write before it changed that', async () => {
    const { invoke, call, control, writes, requests } = await startBench({ patch: wider });
    await control('faults', { kind: 'delay', action: 'CreateVpnRouteEntry', times: 1, ms: 300 });
    const first = invoke(actions.CreateVpnRouteEntry, route('10.70.0.0/16', 'vco-plant0001'), call());
    await soon(async () => (await requests()).filter(({ action }) => action === 'CreateVpnRouteEntry').length).toBe(1);
    const { ask, questions } = human(() => ({ action: 'decline' }));
    const second = refusalOf(
      invoke(actions.CreateVpnRouteEntry, route('10.70.1.0/24', 'vco-plant0002'), call({ ask })),
    );
    await first;
    expect((await second).message).toContain('said no');
    expect(questions[0]?.message).toContain('Traffic to 10.70.1.0/24 goes through plant-main');
    expect(await writes()).toHaveLength(1);
  });

  test('is answered as done when a write before it did the same', async () => {
    const { invoke, call, control, writes, requests } = await startBench({ patch: wider });
    await invoke(actions.CreateVpnRouteEntry, { ...route('10.70.0.0/16', 'vco-plant0001'), PublishVpc: false }, call());
    const { Weight: _weight, ...entry } = route('10.70.0.0/16', 'vco-plant0001');
    const publish = () => invoke(PublishVpnRouteEntry, { ...entry, RouteType: 'dbr' as const }, call());
    await control('faults', { kind: 'delay', action: 'PublishVpnRouteEntry', times: 1, ms: 300 });
    const first = publish();
    await soon(async () => (await requests()).filter(({ action }) => action === 'PublishVpnRouteEntry').length).toBe(1);
    expect((await publish())['Outcome']).toMatchObject({ State: 'unchanged' });
    await first;
    expect((await writes()).map(({ action }) => action)).toEqual(['CreateVpnRouteEntry', 'PublishVpnRouteEntry']);
  });
});

describe('a change of identity', () => {
  const role = { RoleArn: 'acs:ram::1000000000000001:role/other', RoleSessionName: 'other' };
  const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'slow' };

  test('waits for what is on its way, and what waits behind it does not leave', async () => {
    const { invoke, call, control, requests, writes } = await startBench();
    await control('faults', { kind: 'delay', action: 'ModifyVpnGatewayAttribute', times: 1, ms: 500 });
    const slow = invoke(ModifyVpnGatewayAttribute, rename, call());
    await soon(
      async () => (await requests()).filter(({ action }) => action === 'ModifyVpnGatewayAttribute').length,
    ).toBe(1);
    const heard: string[] = [];
    const change = invoke(actions.AssumeRole, role, call({ ...agreeable(), heard }));
    await soon(() => heard.length).toBe(1);
    const behind = refusalOf(
      invoke(actions.DeleteVpnConnection, { RegionId: region, VpnConnectionId: 'vco-plant0001' }, call(agreeable())),
    );
    await Promise.all([slow, change]);
    expect((await behind).message).toContain('another identity');
    expect((await writes()).map(({ action }) => action)).toEqual(['ModifyVpnGatewayAttribute', 'AssumeRole']);
  });
});

test('a key that is one of our own words breaks no plan', async () => {
  const { invoke, call, writes } = await startBench({ patch: { 'vco-plant0001.IkeConfig.Psk': 'destroy' } });
  const { ask, questions } = agreeable();
  await invoke(actions.DeleteVpnConnection, { RegionId: region, VpnConnectionId: 'vco-plant0001' }, call({ ask }));
  expect(questions[0]?.message).toContain('DeleteVpnConnection (deletes)');
  expect(await writes()).toHaveLength(1);
});

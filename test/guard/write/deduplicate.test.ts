import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { Unreachable } from '../../../src/errors.ts';
import { agreeable, region, soon, startBench } from '../bench.ts';

const { CreateSslVpnClientCert, CreateVpnConnection, CreateVpnGateway, DeleteVpnGateway } = actions;
const order = { RegionId: region, VpcId: 'vpc-hq0001', Bandwidth: 10 as const, Name: 'twin', EnableIpsec: true };
const certificate = { RegionId: region, SslVpnServerId: 'vss-hq0001', Name: 'twin' };

const connection = {
  ...{ RegionId: region, VpnGatewayId: 'vpn-hq0001', CustomerGatewayId: 'cgw-old0001', Name: 'twin' },
  ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.28.0.0/16', IkeConfig: { Psk: 'FAKE-twin-psk-0001' } },
};

/** A way on which the reply to the first order is lost. */
const leaky = (invoke: Invoke): Invoke => {
  let left = 1;
  return async (asked, input, call) => {
    const output = await invoke(asked, input, call);
    if (asked.name !== 'CreateVpnGateway' || left === 0) return output;
    left -= 1;
    throw new Unreachable(
      { host: 'cloud.example', phase: 'read', outcomeKnown: false },
      'The reply was lost.',
      'Repeat.',
    );
  };
};

const slow = (action: string, ms = 400) => ({ kind: 'delay', action, times: 1, ms });

describe('the same create twice', () => {
  test.each([
    ['a gateway, which is billed', CreateVpnGateway, order, 'VpnGatewayId'],
    ['a certificate', CreateSslVpnClientCert, certificate, 'SslVpnClientCertId'],
  ] as const)('while the first is on its way makes one thing: %s', async (_, action, input, field) => {
    const { invoke, call, control, requests, writes } = await startBench();
    await control('faults', slow(action.name));
    const first = invoke(action as typeof CreateVpnGateway, input as typeof order, call(agreeable()));
    await soon(async () => (await requests()).some((each) => each.action === action.name)).toBe(true);
    const again = await invoke(action as typeof CreateVpnGateway, input as typeof order, call(agreeable()));
    const one = await first;
    expect(again[field]).toBe(one[field]);
    expect(Object(again['Outcome']).Notes[0]).toContain('Nothing was sent again');
    expect(await writes()).toHaveLength(1);
  });

  test('at the same moment makes one thing, for one caller; another caller has its own', async () => {
    const { invoke, call, writes } = await startBench();
    await Promise.all([1, 2, 3].map(() => invoke(CreateSslVpnClientCert, certificate, call())));
    expect(await writes()).toHaveLength(1);
    await invoke(CreateSslVpnClientCert, certificate, call({ session: 'two' }));
    expect((await writes()).filter(({ acted }) => acted)).toHaveLength(2);
  });

  test('makes one thing where the second is still looked at when the first is done', async () => {
    let [looks, open] = [0, (): void => {}];
    const isFirstDone = new Promise<void>((resolve) => {
      open = resolve;
    });
    const between =
      (invoke: Invoke): Invoke =>
      async (asked, input, given) => {
        if (asked.name === 'DescribeVpnGateway') looks += 1;
        if (asked.name === 'DescribeVpnGateway' && looks === 2) await isFirstDone;
        return invoke(asked, input, given);
      };
    const { invoke, call, writes } = await startBench({ between });
    const [first, second] = [1, 2].map(() => invoke(CreateVpnConnection, connection, call(agreeable())));
    const one = await first;
    open();
    const again = await second;
    expect(looks).toBeGreaterThan(2);
    expect(again?.VpnConnectionId).toBe(one?.VpnConnectionId);
    expect(await writes()).toHaveLength(1);
  });

  test('one after the other, both heard of, makes two things', async () => {
    const { invoke, call, writes } = await startBench();
    for (const _ of [1, 2]) await invoke(CreateSslVpnClientCert, certificate, call());
    expect((await writes()).filter(({ acted }) => acted)).toHaveLength(2);
  });

  test('does it anew where the first one failed', async () => {
    const { invoke, call, control, requests, writes } = await startBench();
    await control('faults', {
      kind: 'refuse',
      action: 'CreateSslVpnClientCert',
      times: 1,
      code: 'Busy',
      status: 400,
      ms: 300,
    });
    await control('faults', slow('DescribeSslVpnServers'));
    const both = await Promise.allSettled([1, 2].map(() => invoke(CreateSslVpnClientCert, certificate, call())));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await requests()).filter(({ action }) => action === 'CreateSslVpnClientCert')).toHaveLength(2);
    expect((await writes()).filter(({ acted }) => acted)).toHaveLength(1);
  });

  test('lets a caller go that does not wait for its twin', async () => {
    const { invoke, call, control, requests, writes } = await startBench();
    await control('faults', slow('CreateVpnGateway'));
    const first = invoke(CreateVpnGateway, order, call(agreeable()));
    await soon(async () => (await requests()).some(({ action }) => action === 'CreateVpnGateway')).toBe(true);
    const stop = new AbortController();
    const second = invoke(CreateVpnGateway, order, call({ ...agreeable(), signal: stop.signal }));
    stop.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    await first;
    expect(await writes()).toHaveLength(1);
  });
});

describe('an answer that may not have been heard', () => {
  const make = async () => {
    const bench = await startBench();
    await bench.control('faults', { kind: 'cut-after', action: 'CreateVpnGateway', times: 1 });
    const first = await bench.invoke(CreateVpnGateway, order, bench.call(agreeable()));
    return { ...bench, first };
  };

  test('is given again while the thing is there', async () => {
    const { invoke, call, writes, first } = await make();
    const again = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(again.VpnGatewayId).toBe(first.VpnGatewayId);
    expect(again['Outcome']).toMatchObject({ Confirmed: true });
    expect(await writes()).toHaveLength(1);
  });

  test('is not given where somebody else removed the thing', async () => {
    const { invoke, call, first, client, writes } = await make();
    await client.invoke(DeleteVpnGateway, { RegionId: region, VpnGatewayId: String(first.VpnGatewayId) }, call());
    const again = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(again.VpnGatewayId).not.toBe(first.VpnGatewayId);
    expect((await writes()).filter(({ action }) => action === 'CreateVpnGateway')).toHaveLength(2);
  });

  test('of a route is not given where somebody else removed it', async () => {
    const { invoke, call, control, client, writes } = await startBench();
    const entry = {
      RegionId: region,
      VpnGatewayId: 'vpn-hq0001',
      RouteDest: '172.20.8.0/24',
      NextHop: 'vco-plant0001',
      Weight: 100 as const,
    };
    await control('faults', { kind: 'cut-after', action: 'CreateVpnRouteEntry', times: 4 });
    await invoke(actions.CreateVpnRouteEntry, { ...entry, PublishVpc: false }, call());
    const made = (await writes()).length;
    expect(
      (await invoke(actions.CreateVpnRouteEntry, { ...entry, PublishVpc: false }, call()))['Outcome'],
    ).toMatchObject({ Confirmed: true });
    expect(await writes()).toHaveLength(made);
    await client.invoke(actions.DeleteVpnRouteEntry, entry, call());
    await invoke(actions.CreateVpnRouteEntry, { ...entry, PublishVpc: false }, call());
    expect(
      (await writes()).filter(({ action, acted }) => action === 'CreateVpnRouteEntry' && acted).length,
    ).toBeGreaterThan(1);
  });

  test('that was found by the repeat is given to whoever repeats once more', async () => {
    const { invoke, call, writes } = await startBench({ between: leaky });
    await expect(invoke(CreateVpnGateway, order, call(agreeable()))).rejects.toThrow('lost');
    const found = await invoke(CreateVpnGateway, order, call(agreeable()));
    const again = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(again.VpnGatewayId).toBe(found.VpnGatewayId);
    expect(await writes()).toHaveLength(1);
  });

  test('is given unconfirmed where nobody can look', async () => {
    const { invoke, call, control, writes } = await make();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnGateway', times: 99 });
    expect((await invoke(CreateVpnGateway, order, call(agreeable())))['Outcome']).toMatchObject({ Confirmed: null });
    expect(await writes()).toHaveLength(1);
  });
});

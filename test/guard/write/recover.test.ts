import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { Unreachable } from '../../../src/errors.ts';
import { agreeable, human, refusalOf, region, startBench } from '../bench.ts';

const { CreateCustomerGateway, CreateVpnGateway, DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };

const lost = () =>
  new Unreachable(
    { host: 'cloud.example', phase: 'read', outcomeKnown: false },
    'The reply was lost.',
    'Repeat the call.',
  );

/** A way on which the next replies of an action are lost after the cloud acted, whatever the client tries. */
const leaky = (action: string, times = 1) => {
  let left = times;
  return (invoke: Invoke): Invoke =>
    async (asked, input, call) => {
      const output = await invoke(asked, input, call);
      if (asked.name !== action || left === 0) return output;
      left -= 1;
      throw lost();
    };
};

/** A way on which the next requests of an action are lost before they arrive. */
const broken = (action: string) => {
  let left = 1;
  return (invoke: Invoke): Invoke =>
    async (asked, input, call) => {
      if (asked.name === action && left > 0) {
        left -= 1;
        throw lost();
      }
      return invoke(asked, input, call);
    };
};

describe('the same call after a lost reply', () => {
  const peer = { RegionId: region, IpAddress: '192.0.2.99', Name: 'new-site' };

  test('sends the same request with the same token and finds the first result', async () => {
    const { invoke, call, writes, state } = await startBench({ between: leaky('CreateCustomerGateway') });
    await expect(invoke(CreateCustomerGateway, peer, call())).rejects.toThrow('lost');
    const made = await invoke(CreateCustomerGateway, peer, call());
    expect(made.CustomerGatewayId).toMatch(/^cgw-/);
    const [first, second] = await writes();
    expect(second?.parameters['ClientToken']).toBe(first?.parameters['ClientToken']);
    expect(second?.replayed).toBe(true);
    expect((await state())['customer_gateways']).toHaveLength(5);
  });

  test('another caller, other arguments and ten minutes later are other calls', async () => {
    const { invoke, call, writes, clock } = await startBench({ between: leaky('CreateCustomerGateway', 4) });
    await expect(invoke(CreateCustomerGateway, peer, call())).rejects.toThrow('lost');
    const others = [
      () => invoke(CreateCustomerGateway, peer, call({ session: 'two' })),
      () => invoke(CreateCustomerGateway, { ...peer, Name: 'other' }, call()),
      () => {
        clock.advance(10 * 60_000 + 1);
        return invoke(CreateCustomerGateway, peer, call());
      },
    ];
    for (const other of others) await other().catch(() => {});
    expect(new Set((await writes()).map(({ parameters }) => parameters['ClientToken'])).size).toBe(4);
  });

  test('a failure that is known is forgotten', async () => {
    const { invoke, call, control, writes } = await startBench();
    await control('faults', { kind: 'refuse', action: 'CreateCustomerGateway', status: 400, code: 'InvalidName' });
    await expect(invoke(CreateCustomerGateway, peer, call())).rejects.toMatchObject({ code: 'InvalidName' });
    await invoke(CreateCustomerGateway, peer, call());
    expect(new Set((await writes()).map(({ parameters }) => parameters['ClientToken'])).size).toBe(2);
  });

  test('a generated key is the same one again, in the cloud and in the folder', async () => {
    const bench = await startBench({ between: leaky('ModifyVpnConnectionAttribute') });
    const { ask, questions } = agreeable();
    const rotate = { ...plantMain, IkeConfig: { Psk: { generate: true as const } } };
    await expect(bench.invoke(ModifyVpnConnectionAttribute, rotate, bench.call({ ask }))).rejects.toThrow('lost');
    const done = await bench.invoke(ModifyVpnConnectionAttribute, rotate, bench.call({ ask }));
    expect(done['Outcome']).toMatchObject({ Confirmed: true });
    expect(Object(done['Outcome']).Notes.join(' ')).toContain('for the peer');
    const keys = (await bench.writes()).map(
      ({ parameters }) => Object(JSON.parse(parameters['IkeConfig'] ?? '{}')).Psk,
    );
    expect(keys[0]).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(questions).toHaveLength(1);
    expect(readdirSync(bench.secretsDir)).toHaveLength(1);
  });

  test('a delete that took effect is told as done, and nothing is sent again', async () => {
    const { invoke, call, writes } = await startBench({ between: leaky('DeleteVpnConnection') });
    const { ask, questions } = agreeable();
    await expect(invoke(DeleteVpnConnection, plantMain, call({ ask }))).rejects.toThrow('lost');
    expect((await invoke(DeleteVpnConnection, plantMain, call({ ask })))['Outcome']).toMatchObject({
      State: 'done',
      Confirmed: true,
    });
    expect(questions).toHaveLength(1);
    expect(await writes()).toHaveLength(1);
  });

  test('a delete that never arrived goes out under the approval that it had', async () => {
    const { invoke, call, writes } = await startBench({ between: broken('DeleteVpnConnection') });
    const { ask, questions } = agreeable();
    await expect(invoke(DeleteVpnConnection, plantMain, call({ ask }))).rejects.toThrow('lost');
    await invoke(DeleteVpnConnection, plantMain, call({ ask }));
    expect(questions).toHaveLength(1);
    expect(await writes()).toHaveLength(1);
  });

  test.each([
    ['the approval ran out', async ({ clock }: Awaited<ReturnType<typeof startBench>>) => clock.advance(6 * 60_000)],
    [
      'the target changed',
      async ({ patch }: Awaited<ReturnType<typeof startBench>>) =>
        patch({ 'vco-plant0001.LocalSubnet': '10.99.0.0/16' }),
    ],
  ])('is asked anew when meanwhile %s', async (_, meanwhile) => {
    const bench = await startBench({ between: broken('DeleteVpnConnection') });
    await expect(bench.invoke(DeleteVpnConnection, plantMain, bench.call(agreeable()))).rejects.toThrow('lost');
    await meanwhile(bench);
    const { ask, questions } = human(() => ({ action: 'decline' }));
    await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })));
    expect(questions).toHaveLength(1);
    expect(await bench.writes()).toEqual([]);
  });
});

describe('a gateway, which has no token and costs money', () => {
  const order = { RegionId: region, VpcId: 'vpc-hq0001', Name: 'second', Bandwidth: 10 as const };

  test('is looked for and found instead of ordered again', async () => {
    const { invoke, call, writes, state } = await startBench({ between: leaky('CreateVpnGateway') });
    await expect(invoke(CreateVpnGateway, order, call(agreeable()))).rejects.toThrow('lost');
    const found = await invoke(CreateVpnGateway, order, call(agreeable()));
    const made = (await state())['gateways']?.find(({ Name }) => Name === 'second');
    expect(found.VpnGatewayId).toBe(made?.['VpnGatewayId']);
    expect(await writes()).toHaveLength(1);
  });

  test('is not ordered again while it may still be coming, and is after a minute', async () => {
    const { invoke, call, writes, clock } = await startBench({ between: broken('CreateVpnGateway') });
    await expect(invoke(CreateVpnGateway, order, call(agreeable()))).rejects.toThrow('lost');
    expect((await refusalOf(invoke(CreateVpnGateway, order, call(agreeable())))).message).toContain(
      'may still be making',
    );
    clock.advance(60_000);
    await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(await writes()).toHaveLength(1);
  });

  test('that the client found by itself is the answer to the same call once more, until something is deleted', async () => {
    const { invoke, call, control, writes, clock } = await startBench();
    await control('faults', { kind: 'cut-after', action: 'CreateVpnGateway', times: 1 });
    const first = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(first['Recovered']).toContain('lost');
    const again = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(again.VpnGatewayId).toBe(first.VpnGatewayId);
    expect(Object(again['Outcome']).Notes[0]).toContain('Nothing was sent again');
    expect(await writes()).toHaveLength(1);
    await invoke(DeleteVpnConnection, plantMain, call(agreeable()));
    clock.advance(1_000);
    const third = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(third.VpnGatewayId).not.toBe(first.VpnGatewayId);
  });
});

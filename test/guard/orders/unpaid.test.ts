import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { Unreachable } from '../../../src/errors.ts';
import { agreeable, type Bench, refusalOf, startBench } from '../bench.ts';

// Today's public cloud is paid by order: the plan says how and for how long, and an order that waits for payment is told.

const { CreateVpnGateway } = actions;
const RegionId = 'cn-hangzhou';
const order = (Name: string, more: object = {}) => ({
  ...{ RegionId, VpcId: 'vpc-shop0001', VSwitchId: 'vsw-shop000h', DisasterRecoveryVSwitchId: 'vsw-shop000i' },
  ...{ Bandwidth: 10 as const, InstanceChargeType: 'POSTPAY' as const, Name, ...more },
});
const prepay = { InstanceChargeType: 'PREPAY', Period: 12 };

const startPublic = (more = {}) => startBench({ world: 'public', ...more });
const buy = (bench: Bench, name: string, more: object = {}) =>
  bench.invoke(CreateVpnGateway, order(name, { Period: 1, ...more }), bench.call(agreeable()));
const orders = async ({ writes }: Bench) => (await writes()).filter(({ action }) => action === 'CreateVpnGateway');

test.each([
  [prepay, /^PREPAY for 12 months: the price is not visible here, and no call cancels or refunds it/, /waits unpaid/],
  [{ ...prepay, Period: 1, AutoPay: true }, /^PREPAY for 1 month:/, /paid at once, without a further question/],
  [{}, /^POSTPAY: billed from its first minute/, /may wait until a person pays/],
  [{ AutoPay: true }, /^POSTPAY/, /paid at once/],
])('the plan of %j says how it is charged and who pays', async (more, charge, payment) => {
  const bench = await startPublic();
  const { BlastRadius, Asks, AsksWhy, Parameters } = await bench.plan(CreateVpnGateway, order('a', more));
  expect(BlastRadius[0]).toMatch(charge);
  expect(BlastRadius[1]).toMatch(payment);
  expect([Asks, AsksWhy]).toEqual(['a person', 'it is billed']);
  // Nobody decides for whoever pays.
  expect('AutoPay' in Parameters).toBe('AutoPay' in more);
  expect('Period' in Parameters).toBe('Period' in more);
});

test.each([
  [{ DisasterRecoveryVSwitchId: undefined }, 'DisasterRecoveryVSwitchId is not given'],
  [{ DisasterRecoveryVSwitchId: 'vsw-shop000h' }, 'are the same (vsw-shop000h)'],
  [{ DisasterRecoveryVSwitchId: 'vsw-data000i' }, 'vSwitch vsw-data000i is not in VPC vpc-shop0001'],
  [{ DisasterRecoveryVSwitchId: 'vsw-none' }, 'vSwitch vsw-none is not in VPC vpc-shop0001'],
  [{}, 'vSwitch shop000i (vsw-shop000i) is in zone cn-hangzhou-i'],
])('with %j the plan tells of both vSwitches', async (more, summary) => {
  const bench = await startPublic();
  const { BlastRadius, Foreseen } = await bench.plan(CreateVpnGateway, order('a', more));
  expect([...BlastRadius, ...Foreseen].join('\n')).toContain(summary);
});

test('an order that waits unpaid is told, and no second one is made until it is paid', async () => {
  const bench = await startPublic();
  const made = await buy(bench, 'one', prepay);
  expect(made).toMatchObject({ OrderId: expect.any(Number), VpnGatewayId: expect.stringMatching(/^vpn-/) });
  expect(Object(made['Outcome']).Notes.join('\n')).toContain(`Order ${made['OrderId']} waits UNPAID`);
  expect(bench.audit().find(({ Kind }) => Kind === 'outcome')).toMatchObject({ OrderId: String(made['OrderId']) });
  bench.clock.advance(20 * 60_000);
  for (const more of [prepay, { ...prepay, AutoPay: true }, {}]) {
    const { message } = await refusalOf(buy(bench, 'two', more));
    expect(message).toContain(`Order ${made['OrderId']} of`);
    expect(message).toContain('no second one is made');
  }
  const next = bench.makeGuard();
  const again = next.invoke(CreateVpnGateway, order('two', prepay), bench.callOn(next, agreeable()));
  expect((await refusalOf(again)).message).toContain(`Order ${made['OrderId']} of`);
  expect(await orders(bench)).toHaveLength(1);
  await bench.control('pay', { OrderId: made['OrderId'] });
  await buy(bench, 'two', prepay);
  expect(await orders(bench)).toHaveLength(2);
});

test('a day later, and after what it made is deleted, an order stands in nobody’s way', async () => {
  const bench = await startPublic();
  await buy(bench, 'one', prepay);
  bench.clock.advance(25 * 3_600_000);
  const { VpnGatewayId } = await buy(bench, 'two');
  const gone = { RegionId, VpnGatewayId: String(VpnGatewayId) };
  await bench.invoke(actions.DeleteVpnGateway, gone, bench.call(agreeable()));
  await buy(bench, 'three');
  expect(await orders(bench)).toHaveLength(3);
});

test('an order of unknown outcome is sent again with its token, and counts once', async () => {
  let lost = false;
  const bench = await startPublic({
    between:
      (invoke: Bench['invoke']): Bench['invoke'] =>
      async (action, input, call) => {
        const output = await invoke(action, input, call);
        if (action.name !== 'CreateVpnGateway' || lost) return output;
        lost = true;
        throw new Unreachable({ host: 'h', phase: 'read', outcomeKnown: false }, 'lost', 'x');
      },
  });
  await expect(buy(bench, 'one')).rejects.toThrow('lost');
  await buy(bench, 'other');
  const { VpnGatewayId } = await buy(bench, 'one');
  const sent = (await orders(bench)).map(({ parameters }) => [parameters['Name'], parameters['ClientToken']]);
  expect(sent.map(([name]) => name)).toEqual(['one', 'other', 'one']);
  expect(sent[2]).toEqual(sent[0]);
  const named = ((await bench.state())['gateways'] ?? []).filter(({ Name }) => Name === 'one');
  expect(named).toMatchObject([{ VpnGatewayId }]);
  expect((await refusalOf(buy(bench, 'third'))).message).toContain('no more until');
});

test('with a token alone nothing is ordered, unless the operator says so', async () => {
  const bench = await startPublic({ guard: { confirm: 'token' } });
  expect((await refusalOf(buy(bench, 'one', prepay))).message).toContain('--allow-billed');
  expect(await orders(bench)).toEqual([]);
});

test('how a deleted gateway is ordered again names its second vSwitch and its charge', async () => {
  const bench = await startPublic();
  const { VpnGatewayId } = await buy(bench, 'one');
  const summary = await bench.plan(actions.DeleteVpnGateway, { RegionId, VpnGatewayId: String(VpnGatewayId) });
  expect(summary.Undo).toMatch(
    /DisasterRecoveryVSwitchId=vsw-shop000i, InstanceChargeType=POSTPAY, NetworkType=public/,
  );
});

import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, type Bench, refusalOf, region, startBench } from './bench.ts';

// The reply to an order was lost. Other people order gateways in the same VPC too: theirs are never taken for ours.

const { CreateVpnGateway } = actions;
const order = {
  RegionId: region,
  VpcId: 'vpc-hq0001',
  VSwitchId: 'vsw-hq0001',
  Name: 'second',
  Bandwidth: 10 as const,
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A gateway as ours would be, but for what is given. */
const theirs = (id: string, differs: Readonly<Record<string, unknown>>) => {
  const { Bandwidth: _bandwidth, ...asked } = order;
  return { ...asked, VpnGatewayId: id, InternetIp: '203.0.113.99', Spec: '10M', CreateTime: Date.now(), ...differs };
};

/** In what a gateway of somebody else may differ from ours; an older one was there before we ordered. */
const differences = {
  'another name': () => ({ Name: 'third' }),
  'a longer name': () => ({ Name: 'second-office' }),
  'another switch': () => ({ VSwitchId: 'vsw-other' }),
  'an age of eleven seconds': () => ({ CreateTime: Date.now() - 11 * SECOND }),
  'an age of six minutes': () => ({ CreateTime: Date.now() - 6 * MINUTE }),
};

type Difference = keyof typeof differences;

const all = Object.keys(differences) as readonly Difference[];

/** A bench whose next order meets the fault. The client waits for nothing while it looks. */
const startLosing = async (kind: 'cut-before' | 'cut-after', others: readonly Difference[]) => {
  const bench = await startBench({ client: { sleep: async () => {} } });
  await bench.patch(others.map((other, at) => ({ 'gateways+': theirs(`vpn-theirs${at}`, differences[other]()) })));
  await bench.control('faults', { kind, action: 'CreateVpnGateway' });
  return { ...bench, create: () => bench.invoke(CreateVpnGateway, order, bench.call(agreeable())) };
};

const ordersOf = async ({ requests }: Pick<Bench, 'requests'>): Promise<number> =>
  (await requests()).filter(({ action }) => action === 'CreateVpnGateway').length;

test.each(all)('an order that was never carried out is not answered with a gateway of %s', async (other) => {
  const bench = await startLosing('cut-before', [other]);
  await expect(bench.create()).rejects.toMatchObject({
    name: 'Unreachable',
    outcomeKnown: false,
    message: expect.stringContaining('nothing new was found yet'),
  });
  expect(await ordersOf(bench)).toBe(1);
});

test('an order that was carried out is answered with its gateway, whatever stands beside it', async () => {
  const bench = await startLosing('cut-after', all);
  const { VpnGatewayId, Recovered } = await bench.create();
  const ids = (await bench.state())['gateways']?.map((each) => each['VpnGatewayId']);
  expect(ids?.at(-1)).toBe(VpnGatewayId);
  expect(Recovered).toContain('lost');
  expect(await ordersOf(bench)).toBe(1);
});

test.each<Difference>(['another name', 'an age of six minutes'])(
  'the same order once more is neither answered with a gateway of %s nor sent while its own may still come',
  async (other) => {
    const bench = await startLosing('cut-before', [other]);
    await expect(bench.create()).rejects.toThrow('nothing new was found yet');
    expect((await refusalOf(bench.create())).message).toContain('none is to be seen yet');
    expect(await ordersOf(bench)).toBe(1);
    bench.clock.advance(MINUTE);
    const { VpnGatewayId } = await bench.create();
    expect(VpnGatewayId).toMatch(/^vpn-(?!theirs)/);
    expect(await ordersOf(bench)).toBe(2);
  },
);

import { expect, it } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { findPeer } from '../../../src/tools/diagnosis/find-peer.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const refuse = (Code: string, HttpStatus: number): never => {
  throw new CloudError({ Code, HttpStatus, Retryable: false, OutcomeKnown: true }, 'no', 'ask');
};
const peer = (CustomerGatewayId: string, IpAddress = '198.51.100.1') => ({ CustomerGatewayId, IpAddress });

/** A cloud of two regions whose customer gateways are given by region; `error` is what reading one by ID ends in. */
const cloud = (here: readonly object[], there: readonly object[] | 'forbidden', error = 'InvalidId.NotFound') =>
  fakeInvoke((action, { RegionId }) => {
    if (action === 'DescribeCustomerGateway') return refuse(error, error === 'Forbidden' ? 403 : 404);
    if (action === 'DescribeRegions') return { Regions: [{ RegionId: 'here' }, { RegionId: 'there' }] };
    const rows = RegionId === 'there' ? there : here;
    if (rows === 'forbidden') return refuse('Forbidden', 403);
    return { CustomerGateways: rows, TotalCount: rows.length };
  });

const find = (...given: Parameters<typeof cloud>) => findPeer(cloud(...given).invoke, testCall(), 'here', 'cgw-a');

it('one that is there costs one read', async () => {
  const { invoke, asked } = fakeInvoke(() => peer('cgw-a'));
  expect(await findPeer(invoke, testCall(), 'here', 'cgw-a')).toMatchObject({ customerGateway: peer('cgw-a') });
  expect(asked).toHaveLength(1);
});

it.each([
  {
    name: 'another region',
    cloud: [[], [peer('cgw-a')]],
    lostPeer: { found: { regionId: 'there', address: '198.51.100.1' }, isSearchWhole: true },
  },
  {
    name: 'another region, and its address here under another ID',
    cloud: [[peer('cgw-z')], [peer('cgw-a')]],
    lostPeer: { found: { regionId: 'there', address: '198.51.100.1' }, twin: 'cgw-z', isSearchWhole: true },
  },
  { name: 'no region', cloud: [[peer('cgw-z')], []], lostPeer: { isSearchWhole: true } },
  { name: 'no region that could be read', cloud: [[], 'forbidden'], lostPeer: { isSearchWhole: false } },
] as const)(
  'one that its region does not have is looked for: it is in $name',
  async ({ cloud: [here, there], lostPeer }) => {
    expect(await find(here, there)).toEqual({ lostPeer });
  },
);

it('one that only the list has is there', async () => {
  expect(await find([peer('cgw-a')], [])).toMatchObject({ customerGateway: peer('cgw-a') });
});

it('one that may not be read is not called lost', async () => {
  await expect(find([], [], 'Forbidden')).rejects.toThrow(CloudError);
});

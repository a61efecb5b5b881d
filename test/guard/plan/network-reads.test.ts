import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { CloudError } from '../../../src/errors.ts';
import { createLiveState } from '../../../src/guard/plan/live-state.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const networkWith = (answer: (action: string, input: Fields) => Fields) => {
  const { invoke, asked } = fakeInvoke(answer);
  const { network } = createLiveState(invoke, testCall({ platform: 'public' }), 'cn-a');
  if (!network) throw new Error('no network');
  return { network, asked };
};

const entries = (dest: string): Fields => ({
  RouteEntrys: [{ DestinationCidrBlock: dest, NextHops: [{ NextHopType: 'NatGateway', NextHopId: 'ngw-1' }] }],
  TotalCount: 1,
});

describe('the networks around', () => {
  it('cannot be seen on an Apsara Stack', () => {
    expect(createLiveState(fakeInvoke(() => ({})).invoke, testCall(), 'cn-a').network).toBeUndefined();
  });

  it('are read once each, in the region of the call', async () => {
    const { network, asked } = networkWith(() => ({
      Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/8' }],
      TotalCount: 1,
    }));
    expect(await network.vpc('vpc-1')).toEqual({ found: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/8' } });
    await network.vpc('vpc-1');
    expect(asked).toEqual([
      { action: 'DescribeVpcs', input: { RegionId: 'cn-a', VpcId: 'vpc-1', PageNumber: 1, PageSize: 50 } },
    ]);
  });

  it("have every entry of the VPC's own table", async () => {
    const { network, asked } = networkWith((action) =>
      action === 'DescribeRouteTableList'
        ? { RouterTableList: [{ RouteTableId: 'vtb-1' }], TotalCount: 1 }
        : entries('10.1.0.0/16'),
    );
    expect(await network.vpcRoutes('vpc-1')).toEqual({
      found: [{ dest: '10.1.0.0/16', hopType: 'NatGateway', hopId: 'ngw-1' }],
    });
    expect(asked[0]?.input).toMatchObject({ VpcId: 'vpc-1', RouteTableType: 'System' });
  });

  it('are not known where the table is not whole, or not shown', async () => {
    const part = networkWith((action) =>
      action === 'DescribeRouteTableList'
        ? { RouterTableList: [{ RouteTableId: 'vtb-1' }], TotalCount: 1 }
        : { RouteEntrys: [], TotalCount: 3 },
    );
    expect(await part.network.vpcRoutes('vpc-1')).toMatchObject({
      unread: { en: expect.stringContaining('TotalCount') },
    });
    const none = networkWith(() => ({ RouterTableList: [], TotalCount: 0 }));
    expect(await none.network.vpcRoutes('vpc-1')).toMatchObject({ unread: { en: 'it is not shown to this key' } });
  });

  it('are not called missing where the cloud has no such action', async () => {
    const { network } = networkWith(() => {
      throw new CloudError(
        { Code: 'InvalidAction.NotFound', HttpStatus: 404, Retryable: false, OutcomeKnown: true },
        'no such action',
        'x',
      );
    });
    expect(await network.vpc('vpc-1')).toEqual({ unread: 'InvalidAction.NotFound' });
  });
});

import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { locateConnection } from '../../../src/tools/diagnosis/locate-connection.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const missing = new CloudError(
  { Code: 'InvalidVpnConnectionInstanceId.NotFound', HttpStatus: 404, Retryable: false, OutcomeKnown: true },
  'gone',
  'look elsewhere',
);

const one = (VpnConnectionId: string, Name: string) => ({ VpnConnectionId, Name });

const gateway = { VpnGatewayId: 'vpn-1', Name: 'hq', InternetIp: '203.0.113.10' };
const customer = { CustomerGatewayId: 'cgw-1', Name: 'plant-fw', IpAddress: '198.51.100.1' };
const ended = { ...one('vco-1', 'a'), VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-1' };

/** Two regions; the default one is `here`. */
const cloud = (here: readonly object[], there: readonly object[]) =>
  fakeInvoke((action, { RegionId, VpnConnectionId }) => {
    if (action === 'DescribeRegions') return { Regions: [{ RegionId: 'here' }, { RegionId: 'there' }] };
    if (action === 'DescribeVpnGateways') return { VpnGateways: RegionId === 'there' ? [] : [gateway] };
    if (action === 'DescribeCustomerGateways') return { CustomerGateways: RegionId === 'there' ? [] : [customer] };
    const list = RegionId === 'there' ? there : here;
    if (action === 'DescribeVpnConnections') return { VpnConnections: list, TotalCount: list.length };
    const found = list.find((item) => Object.values(item).includes(VpnConnectionId));
    if (!found) throw missing;
    return { RequestId: 'r', ...found };
  });

const find = (asked: string, here: readonly object[], there: readonly object[] = [], region?: string) =>
  locateConnection(cloud(here, there).invoke, testCall(), asked, region);

describe('a connection is found', () => {
  it.each([
    { name: 'by its ID, in one read', asked: 'vco-1', here: [one('vco-1', 'a')] },
    { name: 'by its name', asked: 'plant', here: [one('vco-1', 'plant'), one('vco-2', 'plant-2')] },
  ])('$name', async ({ asked, here }) => {
    expect(await find(asked, here)).toMatchObject({
      kind: 'one',
      regionId: undefined,
      connection: { VpnConnectionId: 'vco-1' },
    });
  });

  it.each([
    { name: 'by its name in other letters', asked: 'PLANT', here: [one('vco-1', 'plant'), one('vco-2', 'plant-2')] },
    { name: 'by a part of its name', asked: 'plan', here: [one('vco-1', 'plant'), one('vco-2', 'shop')] },
    { name: 'by words of its name', asked: 'fw plant', here: [one('vco-1', 'plant-fw'), one('vco-2', 'plant-2')] },
  ])('$name, once no region has one of exactly this name', async ({ asked, here }) => {
    expect(await find(asked, here)).toMatchObject({
      ...{ kind: 'one', regionId: 'here' },
      connection: { VpnConnectionId: 'vco-1' },
    });
  });

  it('by its whole name in another region rather than by a part of a name where it is expected', async () => {
    const found = await find('plant', [one('vco-1', 'plant-2')], [one('vco-9', 'plant')]);
    expect(found).toMatchObject({ kind: 'one', regionId: 'there', connection: { VpnConnectionId: 'vco-9' } });
  });

  it('by a part of its name where it is expected when no other region can be read', async () => {
    const { invoke } = fakeInvoke((action) => {
      if (action === 'DescribeRegions')
        throw new CloudError({ Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'no', 'ask');
      return { VpnConnections: [one('vco-1', 'plant')], TotalCount: 1 };
    });
    const found = await locateConnection(invoke, testCall(), 'plan', undefined);
    expect(found).toMatchObject({ kind: 'one', connection: { VpnConnectionId: 'vco-1' } });
  });

  it.each(['vpn-1', 'HQ', 'h', '203.0.113.10', 'cgw-1', 'plant-fw', 'fw', '198.51.100.1'])(
    'by an end of it, as people name tunnels: %s',
    async (asked) => {
      const found = await find(asked, [ended, one('vco-2', 'b')]);
      expect(found).toMatchObject({ kind: 'one', connection: { VpnConnectionId: 'vco-1' } });
    },
  );

  it('by its ID without a second read', async () => {
    const { invoke, asked } = cloud([one('vco-1', 'a')], []);
    await locateConnection(invoke, testCall(), 'vco-1', undefined);
    expect(asked.map(({ action }) => action)).toEqual(['DescribeVpnConnection']);
  });

  it('in another region, which is then named', async () => {
    expect(await find('vco-9', [], [one('vco-9', 'far')])).toMatchObject({ kind: 'one', regionId: 'there' });
    expect(await find('far', [], [one('vco-9', 'far')])).toMatchObject({ kind: 'one', regionId: 'there' });
  });
});

describe('otherwise', () => {
  it('several of one name are all given', async () => {
    const found = await find('plant', [one('vco-1', 'plant'), one('vco-2', 'plant')]);
    expect(found).toMatchObject({ kind: 'many', candidates: [{}, {}] });
  });

  it('it is told in which regions it is not', async () => {
    expect(await find('nobody', [])).toMatchObject({ kind: 'none', regions: ['here', 'there'] });
    expect(await find('nobody', [], [one('vco-9', 'nobody')], 'here')).toMatchObject({
      kind: 'none',
      regions: ['here'],
    });
  });

  it('a region that does not exist is no region without the connection', async () => {
    const { invoke } = fakeInvoke(() => {
      const failure = { Code: 'InvalidRegionId.NotFound', HttpStatus: 404, Retryable: false, OutcomeKnown: true };
      throw new CloudError(failure, 'no such region', 'name another');
    });
    await expect(locateConnection(invoke, testCall(), 'vco-1', 'cn-x')).rejects.toThrow('no such region');
  });

  it('who asks for no end of a connection finds none', async () => {
    expect(await find('203.0.113.11', [ended])).toMatchObject({ kind: 'none' });
  });

  it('a name that is spelt alike is told', async () => {
    expect(await find('palnt', [one('vco-1', 'plant')])).toMatchObject({ kind: 'none', near: 'plant' });
    expect(await find('nobody', [one('vco-1', 'plant')])).toMatchObject({ kind: 'none', near: undefined });
  });

  it('a failure that is no absence is passed on', async () => {
    const { invoke } = fakeInvoke(() => {
      throw new CloudError({ Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'no', 'ask');
    });
    await expect(locateConnection(invoke, testCall(), 'vco-1', undefined)).rejects.toThrow('no');
  });
});

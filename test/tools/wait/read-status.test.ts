import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { firstStatus, readStatus, statusesFor, usualStatus } from '../../../src/tools/wait/read-status.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const notFound = new CloudError(
  { Code: 'InvalidVpnConnectionInstanceId.NotFound', HttpStatus: 404, Retryable: false, OutcomeKnown: true },
  'no',
  'Check it.',
);

const answers =
  (known: Readonly<Record<string, unknown>>) =>
  (action: string): Record<string, unknown> => {
    const answer = known[action];
    if (answer === undefined) throw notFound;
    return Object(answer);
  };

describe('a look', () => {
  it.each([
    { name: 'an active gateway', id: 'vpn-1', gateway: { Status: 'active' }, Status: 'active', why: undefined },
    {
      name: 'a locked gateway',
      id: 'vpn-1',
      gateway: { Status: 'active', BusinessStatus: 'FinancialLocked' },
      Status: 'active',
      why: 'unpaid bill',
    },
    {
      name: 'a gateway on its way out',
      id: 'vpn-1',
      gateway: { Status: 'deleting' },
      Status: 'deleting',
      why: 'deleted',
    },
    {
      name: 'a connection whose gateway has IPsec off',
      id: 'vco-1',
      gateway: { Status: 'active', IpsecVpn: 'disable' },
      Status: 'ike_sa_not_established',
      why: 'IPsec switched off',
    },
    { name: 'an SSL server', id: 'vss-1', gateway: { Status: 'updating' }, Status: 'updating', why: undefined },
  ])('at $name says how it is, and whether waiting helps', async ({ id, gateway, Status, why }) => {
    const { invoke } = fakeInvoke(
      answers({
        DescribeVpnGateway: gateway,
        DescribeVpnConnection: { Status: 'ike_sa_not_established', VpnGatewayId: 'vpn-1' },
        DescribeSslVpnServers: { SslVpnServers: [{ SslVpnServerId: 'vss-1', VpnGatewayId: 'vpn-1' }], TotalCount: 1 },
      }),
    );
    const seen = await readStatus(invoke, testCall(), undefined, id);
    expect(seen.Status).toBe(Status);
    if (why === undefined) expect(seen.never).toBeUndefined();
    else expect(seen.never?.en).toContain(why);
  });

  it.each([
    ['missing', {}],
    ['empty beside a count', { SslVpnServers: [], TotalCount: 2 }],
    ['without its count', { SslVpnServers: [] }],
  ])('at a list of servers that is %s says nothing about what it does not hold', async (_, reply) => {
    const { invoke } = fakeInvoke(answers({ DescribeSslVpnServers: reply }));
    expect(await readStatus(invoke, testCall(), 'cn-a', 'vss-1')).toEqual({ Status: 'unknown' });
  });

  it('at a connection of no gateway asks for none', async () => {
    const { invoke, asked } = fakeInvoke(answers({ DescribeVpnConnection: { Status: 'x', VpnGatewayId: '' } }));
    expect(await readStatus(invoke, testCall(), 'cn-a', 'vco-1')).toEqual({ Status: 'x' });
    expect(asked.map(({ action }) => action)).toEqual(['DescribeVpnConnection']);
  });

  it('at what is not there says gone', async () => {
    const { invoke } = fakeInvoke(answers({}));
    expect(await readStatus(invoke, testCall(), 'cn-a', 'vco-1')).toMatchObject({ Status: 'gone' });
  });
});

describe('a first look', () => {
  const regions = { Regions: [{ RegionId: 'cn-a' }, { RegionId: 'cn-b' }] };

  it('asks no other region when one was named', async () => {
    const { invoke, asked } = fakeInvoke(answers({ DescribeRegions: regions }));
    expect((await firstStatus(invoke, testCall(), 'cn-a', 'vco-1')).home).toBe('cn-a');
    expect(asked.map(({ action }) => action)).toEqual(['DescribeVpnConnection']);
  });

  it('says that no region has it when every region was read', async () => {
    const { invoke } = fakeInvoke(
      answers({ DescribeRegions: regions, DescribeVpnConnections: { VpnConnections: [], TotalCount: 0 } }),
    );
    const { seen } = await firstStatus(invoke, testCall(), undefined, 'vco-1');
    expect(seen.never?.en).toContain('no region has it');
  });

  it('does not say so while a region could not be read', async () => {
    const { invoke } = fakeInvoke(answers({ DescribeRegions: regions }));
    const { seen } = await firstStatus(invoke, testCall(), undefined, 'vco-1');
    expect(seen.never?.en).toContain('could be read');
  });
});

it('a connection is waited for until its tunnel stands, everything else until it is active', () => {
  const kinds = ['vpn', 'vco', 'vss', 'route'] as const;
  expect(kinds.map(usualStatus)).toEqual(['active', 'ipsec_sa_established', 'active', 'active']);
  for (const kind of kinds) expect(statusesFor(kind)).toContain(usualStatus(kind));
});

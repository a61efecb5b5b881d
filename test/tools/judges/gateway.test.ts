import { describe, expect, it } from 'vitest';
import { judgeGateway, scopeOf } from '../../../src/tools/judges/gateway.ts';
import type { TunnelFacts } from '../../../src/tools/judges/tunnel-facts.ts';
import { connectionWith, factsWith } from '../../support/tunnel.ts';

const causes = (gateway: TunnelFacts['gateway'], Status = 'ike_sa_not_established') =>
  judgeGateway(factsWith({ Status }, { gateway })).map(({ id }) => id);

describe('the gateway', () => {
  it.each([
    {
      name: 'in order is no candidate',
      gateway: { Status: 'active', BusinessStatus: 'Normal', IpsecVpn: 'enable' },
      ids: [],
    },
    {
      name: 'that is locked',
      gateway: { Status: 'active', BusinessStatus: 'FinancialLocked' },
      ids: ['financial-locked'],
    },
    { name: 'without IPsec', gateway: { Status: 'active', IpsecVpn: 'disable' }, ids: ['ipsec-disabled'] },
    { name: 'still being made', gateway: { Status: 'provisioning' }, ids: ['gateway-not-ready'] },
    { name: 'being deleted, in the guide’s capitals', gateway: { Status: 'Deleting' }, ids: ['gateway-not-ready'] },
    { name: 'that could not be read', gateway: undefined, ids: [] },
  ])('$name', ({ gateway, ids }) => {
    expect(causes(gateway)).toEqual(ids);
  });

  it('in change matters only while the tunnel is down', () => {
    expect(causes({ Status: 'updating' })).toEqual(['gateway-not-ready']);
    expect(causes({ Status: 'updating' }, 'ipsec_sa_established')).toEqual([]);
  });
});

describe('the scope of a fault', () => {
  const down = connectionWith({ VpnConnectionId: 'vco-b', Status: 'ike_sa_not_established' });
  const up = connectionWith({ VpnConnectionId: 'vco-c' });
  const at = (around: Partial<TunnelFacts>) => scopeOf(factsWith({ Status: 'ike_sa_not_established' }, around)).kind;

  it.each([
    { name: 'one tunnel alone', around: {}, kind: 'alone' },
    { name: 'all tunnels to this peer', around: { samePeer: [down] }, kind: 'peer-down' },
    { name: 'not the peer, when another tunnel to it is up', around: { samePeer: [down, up] }, kind: 'peer-up' },
    {
      name: 'the gateway, when tunnels to different peers are all down',
      around: {
        siblings: [
          { ...down, CustomerGatewayId: 'cgw-b' },
          { ...down, CustomerGatewayId: 'cgw-c' },
        ],
      },
      kind: 'all-down',
    },
    {
      name: 'of no more than this tunnel, where others may not have been read',
      around: {
        samePeer: [down],
        siblings: [
          { ...down, CustomerGatewayId: 'cgw-b' },
          { ...down, CustomerGatewayId: 'cgw-c' },
        ],
        unseen: [{ Action: 'DescribeVpnConnections', Reason: 'no count' }],
      },
      kind: 'alone',
    },
  ])('is $name', ({ around, kind }) => {
    expect(at(around)).toBe(kind);
  });
});

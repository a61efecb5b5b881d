import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, refusalOf, startBench } from './bench.ts';

const RegionId = 'cn-hangzhou';
const strong = {
  TunnelIkeConfig: {
    ...{ Psk: { generate: true as const }, IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256' },
    IkePfs: 'group14',
  },
  TunnelIpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'group14' },
};
const tunnel = (Role: 'master' | 'slave', CustomerGatewayId: string, more: object = {}) => ({
  ...{ Role, CustomerGatewayId, ...strong },
  ...more,
});
const link = (more: object = {}) => ({
  ...{ RegionId, VpnGatewayId: 'vpn-shop0001', LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.29.0.0/16' },
  ...{ Name: 'oslo', AutoConfigRoute: false },
  TunnelOptionsSpecification: [tunnel('master', 'cgw-gone0001'), tunnel('slave', 'cgw-depot001')],
  ...more,
});

test('two tunnels with keys that nobody knows and no routes ask nobody', async () => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.CreateVpnConnection, link());
  expect([summary.Asks, summary.Risk]).toEqual(['nobody', 'write']);
  expect(summary.Changes).toContainEqual({
    Field: 'TunnelOptionsSpecification[slave].CustomerGatewayId',
    Before: null,
    After: 'cgw-depot001',
  });
  expect(summary.Foreseen.join(' ')).not.toContain('old algorithms');
});

test.each([
  ['routes are not refused', { AutoConfigRoute: undefined }, 'public cloud takes true for it'],
  ['BGP is asked for', { EnableTunnelsBgp: true }, 'which routes BGP will bring through the new connection'],
  [
    'a key stands in the call',
    {
      TunnelOptionsSpecification: [
        tunnel('master', 'cgw-gone0001'),
        tunnel('slave', 'cgw-depot001', { TunnelIkeConfig: { Psk: 'FAKE-canary-key-77' } }),
      ],
    },
    'The key stands in the call',
  ],
])('a person decides where %s', async (_, more, words) => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.CreateVpnConnection, link({ RemoteSubnet: '172.20.0.0/16', ...more }));
  expect(summary.Asks).toBe('a person');
  expect([...summary.BlastRadius, ...summary.Foreseen].join(' ')).toContain(words);
  expect(JSON.stringify(summary)).not.toContain('FAKE-canary');
});

test.each([
  ['a gateway of one address', { VpnGatewayId: 'vpn-old00001' }, 'has one address'],
  [
    'a peer that is not there',
    { TunnelOptionsSpecification: [tunnel('master', 'cgw-gone0001'), tunnel('slave', 'cgw-nowhere1')] },
    'There is no customer gateway cgw-nowhere1',
  ],
])('%s is refused before anything is sent', async (_, more, words) => {
  const { invoke, call, writes, secrets } = await startBench({ world: 'public' });
  const refused = await refusalOf(invoke(actions.CreateVpnConnection, link(more), call(agreeable())));
  expect(refused.message).toContain(words);
  expect([await writes(), secrets()]).toEqual([[], []]);
});

const wan = { RegionId, VpnConnectionId: 'vco-wan00001' };

test('a connection on a transit router goes with its own routes, after its name was typed', async () => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.DeleteVpnAttachment, wan);
  expect(summary.Risk).toBe('destroy');
  expect(summary.BlastRadius.join(' ')).toMatch(
    /transit router wan-router \(tr-wan00001\) may follow.*172\.31\.0\.0\/16 \(100\)/,
  );
  expect(summary.Undo).toContain('TunnelOptionsSpecification[1].CustomerGatewayId=cgw-wan00001');
});

test('calls for transit routers do nothing to a connection on a gateway', async () => {
  const { invoke, call, writes } = await startBench({ world: 'public' });
  for (const [action, more] of [
    [actions.DeleteVpnAttachment, {}],
    [actions.ModifyVpnAttachmentAttribute, { EffectImmediately: false }],
  ] as const) {
    const target = { RegionId, VpnConnectionId: 'vco-berlin01', ...more };
    const refused = await refusalOf(invoke(action, target, call(agreeable())));
    expect(refused.message).toContain('hangs on gateway vpn-shop0001, not on a transit router');
  }
  expect(await writes()).toEqual([]);
});

test('one tunnel on a transit router is told by its number', async () => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.ModifyVpnAttachmentAttribute, {
    ...wan,
    TunnelOptionsSpecification: [{ TunnelIndex: 2 as const, EnableDpd: false }],
  });
  expect(summary.Changes).toEqual([{ Field: 'TunnelOptionsSpecification[2].EnableDpd', Before: true, After: false }]);
  expect(summary.Undo).toContain(
    'Back with ModifyVpnAttachmentAttribute: VpnConnectionId=vco-wan00001, TunnelOptionsSpecification[2].EnableDpd=true',
  );
});

test('a new connection for a transit router is billed, and hangs on nothing yet', async () => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.CreateVpnAttachment, {
    ...{ RegionId, LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0', AutoConfigRoute: false },
    TunnelOptionsSpecification: [
      { TunnelIndex: 1 as const, CustomerGatewayId: 'cgw-gone0001', ...strong },
      { TunnelIndex: 2 as const, CustomerGatewayId: 'cgw-depot001', ...strong },
    ],
  });
  expect([summary.Billed, summary.Asks, summary.AsksWhy]).toEqual([true, 'a person', 'it is billed']);
  expect(summary.BlastRadius[0]).toContain('no price is seen here');
});

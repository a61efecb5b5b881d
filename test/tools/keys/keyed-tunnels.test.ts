import { describe, expect, it } from 'vitest';
import { keyedTunnels, newKeyStep, strayedFields } from '../../../src/tools/keys/keyed-tunnels.ts';
import { keyedTunnel } from './samples.ts';

const Psk = { Fingerprint: '0a0a0a0a', Length: 24 };
const own = {
  ...{ VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1', Name: 'plant', EffectImmediately: false },
  ...{ Status: 'ipsec_sa_established', CustomerGatewayId: 'cgw-1', IkeConfig: { IkeVersion: 'ikev2', Psk } },
};
const two = (more: object = {}) => ({
  ...{ VpnConnectionId: 'vco-2', VpnGatewayId: 'vpn-1', ...more },
  TunnelOptionsSpecification: {
    TunnelOptions: ['master', 'slave'].map((Role) => ({
      ...{ TunnelId: `tun-${Role}`, Role, Status: 'ipsec_sa_established' },
      TunnelIkeConfig: { Psk: '********' },
    })),
  },
});
const made = { Psk: { generate: true } };

describe('the tunnels of a connection', () => {
  it('is itself where it has none, its key apart from its settings', () => {
    const [tunnel] = keyedTunnels(own);
    expect(tunnel).toMatchObject({ name: 'plant (vco-1)', isUp: true, key: Psk, field: 'IkeConfig.Psk', isLate: true });
    expect(tunnel?.settings).not.toHaveProperty('Psk');
  });

  it('are two, of which a mask is no key', () => {
    expect(keyedTunnels(two())).toMatchObject([
      { TunnelId: 'tun-master', key: undefined, field: 'TunnelOptionsSpecification[master].TunnelIkeConfig.Psk' },
      { TunnelId: 'tun-slave', key: undefined, field: 'TunnelOptionsSpecification[slave].TunnelIkeConfig.Psk' },
    ]);
  });

  it('are refused where they are not understood', () => {
    expect(() => keyedTunnels({ VpnConnectionId: 'vco-3', TunnelOptionsSpecification: null })).toThrow(
      'The tunnels of vco-3 are not understood: their list is null. Nothing was sent.',
    );
  });
});

describe('the write that sets a new key', () => {
  it.each([
    ['of a connection', own, {}, 'ModifyVpnConnectionAttribute', { IkeConfig: made, EffectImmediately: false }],
    [
      'of one of two tunnels',
      two(),
      { TunnelId: 'tun-a' },
      'ModifyTunnelAttribute',
      { TunnelId: 'tun-a', TunnelOptionsSpecification: { TunnelIkeConfig: made } },
    ],
    [
      'of a tunnel without an ID',
      two(),
      { Role: 'slave' },
      'ModifyVpnConnectionAttribute',
      { TunnelOptionsSpecification: [{ Role: 'slave', TunnelIkeConfig: made }] },
    ],
    [
      'on a transit router',
      { ...two({ AttachInstanceId: 'cen-1' }), VpnGatewayId: undefined },
      { TunnelId: 'tun-a' },
      'ModifyVpnAttachmentAttribute',
      { TunnelOptionsSpecification: [{ TunnelId: 'tun-a', TunnelIkeConfig: made }] },
    ],
    [
      'of one tunnel on a transit router',
      { ...own, AttachInstanceId: 'cen-1', VpnGatewayId: undefined },
      {},
      'ModifyVpnAttachmentAttribute',
      { IkeConfig: made },
    ],
  ])('%s', (_, connection, tunnel, name, input) => {
    const step = newKeyStep('cn-1', connection, keyedTunnel(tunnel));
    expect(step.action.name).toBe(name);
    expect(step.input).toEqual({ RegionId: 'cn-1', VpnConnectionId: connection.VpnConnectionId, ...input });
    expect(step.action.input.safeParse(step.input).error).toBeUndefined();
  });
});

it('a setting that did not stay is named', () => {
  const before = keyedTunnel({ settings: { IkeVersion: 'ikev2', IkePfs: 'group14' } });
  expect(strayedFields(before, before)).toEqual([]);
  expect(strayedFields(before, keyedTunnel({ settings: { IkeVersion: 'ikev2', IkePfs: 'group2' } }))).toEqual([
    'IkePfs',
  ]);
});

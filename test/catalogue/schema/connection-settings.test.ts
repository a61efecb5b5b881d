import { describe, expect, test } from 'vitest';
import { inputMessages } from '../input-messages.ts';

const own = (change: Readonly<Record<string, unknown>>) =>
  inputMessages('CreateVpnConnection', { CustomerGatewayId: undefined, ...change }, 'public');
const ike = {
  Psk: { generate: true },
  IkeVersion: 'ikev2',
  IkeMode: 'main',
  IkeEncAlg: 'aes256',
  IkeAuthAlg: 'sha256',
  IkePfs: 'group14',
  IkeLifetime: 86400,
  LocalId: '203.0.113.10',
  RemoteId: 'branch.example.com',
};
const whole = {
  CustomerGatewayId: 'cgw-1',
  TunnelIkeConfig: ike,
  TunnelIpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'disabled', IpsecLifetime: 3600 },
  TunnelBgpConfig: { LocalAsn: 65001, TunnelCidr: '169.254.10.0/30', LocalBgpIp: '169.254.10.1' },
  EnableDpd: true,
  EnableNatTraversal: false,
  RemoteCaCertificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
};
const both = [
  { Role: 'master', ...whole },
  { Role: 'slave', ...whole },
];
const withTunnel = (change: Readonly<Record<string, unknown>>) =>
  own({ TunnelOptionsSpecification: [{ Role: 'master', ...change }, { Role: 'slave' }] });

describe('the tunnels of a new connection', () => {
  test('take every setting that the cloud has', () => {
    expect(own({ TunnelOptionsSpecification: both, EnableTunnelsBgp: true, Tags: [{ Key: 'site' }] })).toEqual([]);
  });

  test.each([
    [[both[0]], /^TunnelOptionsSpecification has both tunnels, two entries$/],
    [[...both, both[0]], /has both tunnels/],
    [[both[0], both[0]], /^TunnelOptionsSpecification names a tunnel twice: one is master, the other slave$/],
    [[{ Role: 'first' }, {}], /Role is one of master, slave/],
    ['two', /TunnelOptionsSpecification is a list/],
  ])('are two, each another one: %j', (TunnelOptionsSpecification, says) => {
    expect(own({ TunnelOptionsSpecification }).join()).toMatch(says);
  });

  test.each([
    [{ TunnelIkeConfig: { IkePfs: 'group24' } }, /TunnelIkeConfig\.IkePfs is one of group1, group2, group5, group14$/],
    [{ TunnelIkeConfig: { IkeEncAlg: 'AES' } }, /IkeEncAlg is one of aes, aes192, aes256, des, 3des, sm4$/],
    [{ TunnelIkeConfig: { IkeLifetime: 86401 } }, /IkeLifetime is 0 to 86400$/],
    [{ TunnelIkeConfig: { Psk: '****' } }, /Psk is 1 to 100 .*; a mask or a fingerprint is no key$/],
    [{ TunnelIkeConfig: { Psk: { file: 'a', env: 'b' } } }, /Psk is 1 to 100 .*or one of/],
    [{ TunnelIkeConfig: { LocalIdIPsec: 'a' } }, /unknown parameter in TunnelOptionsSpecification.0.TunnelIkeConfig/],
    [{ TunnelIpsecConfig: { IpsecPfs: 'none' } }, /IpsecPfs is one of .*disabled$/],
    [{ TunnelBgpConfig: { LocalAsn: 4294967296 } }, /LocalAsn is 1 to 4294967295$/],
    [{ TunnelBgpConfig: { TunnelCidr: '169.254.10.0/29' } }, /TunnelCidr is a \/30 of 169\.254\.0\.0\/16/],
    [{ TunnelBgpConfig: { TunnelCidr: '169.254.6.0/30' } }, /TunnelCidr is a \/30 .* none of 169\.254\.0\.0\/30/],
    [{ TunnelBgpConfig: { TunnelCidr: '169.254.10.2/30' } }, /TunnelCidr is a \/30/],
    [{ RemoteCaCertificate: 'MIIB' }, /RemoteCaCertificate is a certificate as PEM text/],
    [{ CustomerGatewayId: 'vpn-1' }, /CustomerGatewayId starts with cgw-/],
    [{ EnableDpd: 'perhaps' }, /EnableDpd is true or false/],
  ])('are judged: %j', (change, says) => {
    const said = withTunnel(change);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(says);
  });

  test('keep settings of one tunnel out, and name them', () => {
    expect(own({ TunnelOptionsSpecification: both, IkeConfig: {}, EnableDpd: true })).toEqual([
      'IkeConfig, EnableDpd beside TunnelOptionsSpecification: give it inside, for each tunnel',
    ]);
  });
});

test('a connection of one tunnel has its customer gateway, and BGP as one structure', () => {
  expect(own({})).toEqual([expect.stringMatching(/^CustomerGatewayId is required for a connection of one tunnel/)]);
  expect(own({ CustomerGatewayId: 'cgw-1', BgpConfig: { EnableBgp: true, LocalAsn: 65001 } })).toEqual([]);
  expect(inputMessages('CreateVpnConnection', { CustomerGatewayId: undefined }, 'stack').join()).toMatch(
    /CustomerGatewayId is required/,
  );
});

test('a changed connection names one tunnel or both, by their IDs or roles', () => {
  const change = (TunnelOptionsSpecification: unknown) =>
    inputMessages('ModifyVpnConnectionAttribute', { TunnelOptionsSpecification }, 'public');
  expect(change([{ TunnelId: 'tun-1', ...whole }])).toEqual([]);
  expect(change([{ TunnelId: 'tun-1' }, { TunnelId: 'tun-1' }]).join()).toMatch(/names a tunnel twice/);
  expect(change([]).join()).toMatch(/one or both tunnels/);
});

test('tunnels on a transit router are counted, and have no certificate of their peer', () => {
  const { RemoteCaCertificate: _, ...tunnel } = whole;
  const change = (tunnels: readonly unknown[]) =>
    inputMessages('CreateVpnAttachment', { TunnelOptionsSpecification: tunnels }, 'public');
  expect(
    change([
      { TunnelIndex: 1, ...tunnel },
      { TunnelIndex: 2, ...tunnel },
    ]),
  ).toEqual([]);
  expect(change([{ TunnelIndex: 1, ...whole }, { TunnelIndex: 2 }]).join()).toMatch(/unknown parameter.*RemoteCaCert/);
  expect(change([{ TunnelIndex: 1 }, { TunnelIndex: 3 }]).join()).toMatch(/TunnelIndex is one of the numbers 1, 2/);
});

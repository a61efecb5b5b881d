import { describe, expect, test } from 'vitest';
import { DescribeVpnConnection } from '../../../src/catalogue/actions/vpn-connection.ts';
import { inputMessages } from '../input-messages.ts';

const fullIke = {
  Psk: 'fake-key-1',
  IkeVersion: 'ikev2',
  IkeMode: 'main',
  IkeEncAlg: 'aes256',
  IkeAuthAlg: 'sha256',
  IkePfs: 'group14',
  IkeLifetime: 86400,
  LocalId: '203.0.113.10',
  RemoteId: 'branch.example.com',
};

describe.each(['CreateVpnConnection', 'ModifyVpnConnectionAttribute'] as const)('%s', (action) => {
  test('takes every setting at once', () => {
    const change = {
      Name: 'branch',
      EffectImmediately: true,
      AutoConfigRoute: false,
      IkeConfig: fullIke,
      IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha384', IpsecPfs: 'disabled', IpsecLifetime: 0 },
      HealthCheckConfig: { enable: true, dip: '172.20.0.1', sip: '10.10.0.5', interval: 3, retry: 3 },
      ClientToken: 'abc',
    };
    expect(inputMessages(action, change)).toEqual([]);
  });

  test('takes parts of a structure, and none', () => {
    expect(inputMessages(action, { IkeConfig: { IkePfs: 'group14' }, IpsecConfig: {}, HealthCheckConfig: {} })).toEqual(
      [],
    );
  });

  test.each([
    [{ IkeConfig: { IkePfs: 'disabled' } }, /^IkeConfig\.IkePfs is one of group1, group2/],
    [{ IkeConfig: { IkeVersion: 'IKEv3' } }, /^IkeConfig\.IkeVersion is one of ikev1, ikev2/],
    [{ IkeConfig: { IkeLifetime: 86401 } }, /^IkeConfig\.IkeLifetime is at most 86400$/],
    [{ IkeConfig: { IkeLifetime: '3600' } }, /^IkeConfig\.IkeLifetime is a whole number in plain digits, such as 5$/],
    [{ IkeConfig: { RemoteId: '' } }, /^IkeConfig\.RemoteId has 1 to 100 characters$/],
    [{ IpsecConfig: { IpsecPfs: 'group16' } }, /^IpsecConfig\.IpsecPfs is one of .*; the nearest is group1/],
    [{ HealthCheckConfig: { enable: 'true' } }, /^HealthCheckConfig\.enable is true or false, and no other word$/],
    [{ HealthCheckConfig: { dip: '' } }, /^HealthCheckConfig\.dip is an IPv4 address/],
    [{ HealthCheckConfig: { interval: 0 } }, /^HealthCheckConfig\.interval is at least 1$/],
    [
      { HealthCheckConfig: { Enable: true } },
      /^unknown parameter in HealthCheckConfig: Enable \(did you mean enable\?\)/,
    ],
    [{ LocalSubnet: '10.0.0.0/24, 10.0.1.0/24' }, /^LocalSubnet is IPv4 CIDR blocks joined by commas, such as/],
    [{ IkeConfig: { Psk: '********' } }, /^IkeConfig\.Psk is .*mask/],
  ])('refuses %j', (change, says) => {
    const said = inputMessages(action, change);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(says);
  });
});

test('the two names of the local identity may not disagree', () => {
  const ids = (LocalId: string, LocalIdIPsec: string) =>
    inputMessages('CreateVpnConnection', { IkeConfig: { LocalId, LocalIdIPsec } });
  expect(ids('a.example.com', 'a.example.com')).toEqual([]);
  expect(ids('a.example.com', 'b.example.com')).toEqual([
    'IkeConfig.LocalIdIPsec is an older name of LocalId: give LocalId alone',
  ]);
  expect(inputMessages('CreateVpnConnection', { IkeConfig: { LocalIdIPsec: 'a.example.com' } })).toEqual([]);
});

test('routed mode and summarised subnets are not refused', () => {
  const everything = { LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' };
  expect(inputMessages('CreateVpnConnection', everything)).toEqual([]);
  expect(inputMessages('CreateVpnConnection', { LocalSubnet: '10.1.0.0/16', RemoteSubnet: '10.0.0.0/8' })).toEqual([]);
});

test('a single connection is read with the types of the table', () => {
  const reply = {
    VpnConnectionId: 'vco-9',
    CreateTime: 1492753817000,
    EffectImmediately: true,
    IkeConfig: { IkeLifetime: 86400, Psk: { Fingerprint: '0badf00d', Length: 10 } },
    VcoHealthCheck: { Enable: 'true', Interval: 3 },
  };
  expect(DescribeVpnConnection.output.parse(reply)).toEqual(reply);
  expect(DescribeVpnConnection.output.safeParse({ CreateTime: '1492753817000' }).success).toBe(false);
});

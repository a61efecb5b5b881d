import { expect, test } from 'vitest';
import { wireParameters } from '../../../src/client/wire/parameters.ts';

const cases: { name: string; given: Record<string, unknown>; both?: boolean; expected: Record<string, string> }[] = [
  {
    name: 'numbers and booleans become text, undefined is left out',
    given: { Weight: 0, PublishVpc: false, Name: undefined, RegionId: 'cn-a' },
    expected: { Weight: '0', PublishVpc: 'false', RegionId: 'cn-a' },
  },
  {
    name: 'IkeConfig is JSON text with its numbers as numbers',
    given: { IkeConfig: { Psk: 'p/1', IkeLifetime: 86400, IkePfs: undefined } },
    expected: { IkeConfig: '{"Psk":"p/1","IkeLifetime":86400}' },
  },
  {
    name: 'the guide’s name of the local identity is sent under the real one',
    given: { IkeConfig: { LocalIdIPsec: 'a' } },
    expected: { IkeConfig: '{"LocalId":"a"}' },
  },
  {
    name: 'both names go out where a site needs the older one',
    given: { IkeConfig: { LocalId: 'a' } },
    both: true,
    expected: { IkeConfig: '{"LocalId":"a","LocalIdIPsec":"a"}' },
  },
  {
    name: 'every value of HealthCheckConfig is text',
    given: { HealthCheckConfig: { enable: true, dip: '10.0.0.1', interval: 3, retry: undefined } },
    expected: { HealthCheckConfig: '{"enable":"true","dip":"10.0.0.1","interval":"3"}' },
  },
  {
    name: 'lists are numbered from one',
    given: { Tag: [{ Key: 'k', Value: 'v' }] },
    expected: { 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' },
  },
  {
    name: 'settings of two tunnels are numbered and named one by one, what is not given stays away',
    given: {
      TunnelOptionsSpecification: [
        { Role: 'master', EnableDpd: true, TunnelIkeConfig: { Psk: 'p/1', IkeLifetime: 86400, IkePfs: undefined } },
        { Role: 'slave', TunnelBgpConfig: { LocalAsn: 65001 }, TunnelIpsecConfig: undefined },
      ],
    },
    expected: {
      'TunnelOptionsSpecification.1.Role': 'master',
      'TunnelOptionsSpecification.1.EnableDpd': 'true',
      'TunnelOptionsSpecification.1.TunnelIkeConfig.Psk': 'p/1',
      'TunnelOptionsSpecification.1.TunnelIkeConfig.IkeLifetime': '86400',
      'TunnelOptionsSpecification.2.Role': 'slave',
      'TunnelOptionsSpecification.2.TunnelBgpConfig.LocalAsn': '65001',
    },
  },
  {
    name: 'settings of one tunnel are named one by one',
    given: { TunnelId: 'tun-1', TunnelOptionsSpecification: { TunnelIpsecConfig: { IpsecPfs: 'disabled' } } },
    expected: { TunnelId: 'tun-1', 'TunnelOptionsSpecification.TunnelIpsecConfig.IpsecPfs': 'disabled' },
  },
  {
    name: 'BGP of a connection of one tunnel is JSON text',
    given: { BgpConfig: { EnableBgp: true, LocalAsn: 65001 } },
    expected: { BgpConfig: '{"EnableBgp":true,"LocalAsn":65001}' },
  },
  {
    name: 'times of a log query become Unix seconds',
    given: { VpnSslServerId: 'vss-1', From: '2026-01-31T08:00:00Z', To: 1769850000, MinutePeriod: 5 },
    expected: { VpnSslServerId: 'vss-1', From: '1769846400', To: '1769850000', MinutePeriod: '5' },
  },
];

test.each(cases)('$name', ({ given, both, expected }) => {
  expect(wireParameters(given, { localIdBoth: both })).toEqual(expected);
});

test.each([
  { IkeConfig: { Psk: { generate: true } } },
  { TunnelOptionsSpecification: [{}, { TunnelIkeConfig: { Psk: { file: 'a' } } }] },
  { TunnelOptionsSpecification: { TunnelIkeConfig: { Psk: { env: 'A' } } } },
])('a key that is still a reference never leaves: %j', (given) => {
  expect(() => wireParameters(given, {})).toThrow(/Psk reached the client as a reference/);
});

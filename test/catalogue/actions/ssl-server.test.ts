import { describe, expect, test } from 'vitest';
import { inputMessages } from '../input-messages.ts';

describe.each(['CreateSslVpnServer', 'ModifySslVpnServer'] as const)('%s', (action) => {
  test.each([
    ['192.168.1.0/24', '10.0.0.0/8', false],
    ['10.0.9.0/24', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.0.9.0/24', true],
    ['10.3.0.0/24', '10.1.0.0/16,10.2.0.0/16', false],
    ['10.2.3.0/24', '10.1.0.0/16,10.2.0.0/16', true],
    ['192.168.1.0/24', '0.0.0.0/0', true],
  ])('judges the pool %s beside %s', (ClientIpPool, LocalSubnet, overlaps) => {
    const said = inputMessages(action, { ClientIpPool, LocalSubnet });
    expect(said).toHaveLength(overlaps ? 1 : 0);
    if (overlaps) expect(said[0]).toMatch(/^ClientIpPool overlaps LocalSubnet: choose a private block outside it/);
  });

  test.each([
    [{ Proto: 'udp' }, /^Proto is one of UDP, TCP; the nearest is UDP$/],
    [{ Cipher: 'AES-256-GCM' }, /^Cipher is one of AES-128-CBC.*; the nearest is AES-256-CBC$/],
    [{ Port: 443 }, /^Port cannot be .*443.*: choose another, such as 1194$/],
    [{ Port: '1194' }, /^Port is a whole number in plain digits, such as 5$/],
    [{ Compress: 'false' }, /^Compress is true or false, and no other word$/],
    [{ ClientIpPool: '192.168.1.0/24,192.168.2.0/24' }, /^ClientIpPool is one IPv4 CIDR block/],
  ])('refuses %j', (change, says) => {
    expect(inputMessages(action, change)).toHaveLength(1);
    expect(inputMessages(action, change)[0]).toMatch(says);
  });
});

test('one of the two blocks may be changed alone', () => {
  expect(inputMessages('ModifySslVpnServer', { ClientIpPool: '10.0.9.0/24' })).toEqual([]);
  expect(inputMessages('ModifySslVpnServer', { LocalSubnet: '10.0.0.0/8' })).toEqual([]);
});

describe('the range of a log query', () => {
  const from = '2026-01-31T08:00:00Z';
  const to = '2026-01-31T09:00:00Z';
  const range = (change: Readonly<Record<string, unknown>>) =>
    inputMessages('DescribeVpnSslServerLogs', { MinutePeriod: undefined, ...change });

  test.each([
    [{ MinutePeriod: 10 }],
    [{ From: from, To: to }],
    [{ From: 1_769_846_400, To: to }],
    [{ From: from, To: from }],
    [{ From: from, MinutePeriod: 10 }],
    [{ To: to, MinutePeriod: 10 }],
  ])('may be %j', (change) => expect(range(change)).toEqual([]));

  test.each([
    [{}, /^MinutePeriod is missing: give MinutePeriod \(minutes\), or From with To/],
    [{ From: from }, /^MinutePeriod is missing/],
    [{ To: to }, /^MinutePeriod is missing/],
    [{ From: to, To: from }, /^From is not later than To: exchange the two$/],
    [{ MinutePeriod: 0 }, /^MinutePeriod is at least 1$/],
    [{ From: '2018020201', To: to }, /^From is Unix seconds or UTC text/],
  ])('may not be %j', (change, says) => {
    expect(range(change)).toHaveLength(1);
    expect(range(change)[0]).toMatch(says);
  });
});

test('the log call takes the ID under its own spelling only', () => {
  expect(
    inputMessages('DescribeVpnSslServerLogs', { VpnSslServerId: undefined, SslVpnServerId: 'vss-9' }).join(),
  ).toMatch(/VpnSslServerId is required.*unknown parameter: SslVpnServerId/);
});

test.each([
  [{ DnsServers: '100.100.2.136,100.100.2.138' }, ''],
  [{ DnsServers: 'dns.example.com' }, /^DnsServers is IPv4 addresses joined by commas/],
  [{ EnableMultiFactorAuth: true }, /^EnableMultiFactorAuth needs IDaaSInstanceId and IDaaSRegionId/],
  [{ EnableMultiFactorAuth: true, IDaaSInstanceId: 'idaas-1', IDaaSRegionId: 'cn-hangzhou' }, ''],
  [{ EnableMultiFactorAuth: false, IDaaSApplicationId: 'app-1' }, ''],
  [{ IDaaSRegionId: 'Hangzhou' }, /^IDaaSRegionId is a region ID/],
])('a server of the public cloud with %j is judged', (change, says) => {
  expect(inputMessages('CreateSslVpnServer', change, 'public').join()).toMatch(says);
});

test('a server that has its second factor elsewhere already needs no new place for it', () => {
  expect(inputMessages('ModifySslVpnServer', { EnableMultiFactorAuth: true }, 'public')).toEqual([]);
});

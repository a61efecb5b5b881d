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
    name: 'times of a log query become Unix seconds',
    given: { VpnSslServerId: 'vss-1', From: '2026-01-31T08:00:00Z', To: 1769850000, MinutePeriod: 5 },
    expected: { VpnSslServerId: 'vss-1', From: '1769846400', To: '1769850000', MinutePeriod: '5' },
  },
];

test.each(cases)('$name', ({ given, both, expected }) => {
  expect(wireParameters(given, { localIdBoth: both })).toEqual(expected);
});

test('a key that is still a reference never leaves', () => {
  expect(() => wireParameters({ IkeConfig: { Psk: { generate: true } } }, {})).toThrow(/reference/);
});

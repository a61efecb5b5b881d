import { describe, expect, test } from 'vitest';
import {
  clientToken,
  customerGatewayId,
  description,
  forbiddenPorts,
  isIsoTime,
  letteredDescription,
  logServerId,
  logTime,
  name,
  newGatewayName,
  nextHop,
  page,
  regionId,
  sslPort,
  sslVpnClientCertId,
  sslVpnServerId,
  toUnixSeconds,
  vpcId,
  vpnConnectionId,
  vpnGatewayId,
  vSwitchId,
} from '../../../src/catalogue/schema/fields.ts';
import { messagesFrom } from '../input-messages.ts';

const ids = [
  { prefix: 'vpn', schema: vpnGatewayId },
  { prefix: 'cgw', schema: customerGatewayId },
  { prefix: 'vco', schema: vpnConnectionId },
  { prefix: 'vco', schema: nextHop },
  { prefix: 'vss', schema: sslVpnServerId },
  { prefix: 'vss', schema: logServerId },
  { prefix: 'vsc', schema: sslVpnClientCertId },
  { prefix: 'vpc', schema: vpcId },
  { prefix: 'vsw', schema: vSwitchId },
];

test.each(ids)('an ID is judged by its prefix $prefix- alone', ({ prefix, schema }) => {
  expect(messagesFrom(schema, `${prefix}-9`)).toEqual([]);
  expect(messagesFrom(schema, `${prefix}-bp1q8bgx4xnkm2ogj0001`)).toEqual([]);
  for (const wrong of [`${prefix}9`, `x-${prefix}-9`, '', 'hq-prod-gw', `${prefix.toUpperCase()}-9`]) {
    // Of VPCs and vSwitches no tool here knows the names.
    const hint = /^v(?:pc|sw)$/.test(prefix) ? '' : ': FindResource tells the ID of a name';
    expect(messagesFrom(schema, wrong), wrong).toEqual([`The input starts with ${prefix}-${hint}`]);
  }
  for (const several of [`${prefix}-1,${prefix}-2`, `${prefix}-1 ${prefix}-2`, `${prefix}-1/..`, `${prefix}-1?x=y`]) {
    expect(messagesFrom(schema, several), several).toEqual(['The input is one ID, without spaces or commas']);
  }
});

const cases: readonly {
  what: string;
  schema: Parameters<typeof messagesFrom>[0];
  good: unknown[];
  bad: [unknown, RegExp][];
}[] = [
  {
    what: 'a region',
    schema: regionId,
    good: ['cn-hangzhou', 'cn-qingdao-env66-d01', undefined],
    bad: [
      ['', /region ID/],
      ['cn-hangzhou.example.com', /region ID/],
      ['cn hangzhou', /region ID/],
      ['-x', /region ID/],
      ['evil.example.com/?', /region ID/],
    ],
  },
  {
    what: 'a client token',
    schema: clientToken,
    good: ['02fb3da4-130e-11e9-8e44-0016e04115b', 'a'.repeat(64), undefined],
    bad: [
      ['a'.repeat(65), /1 to 64/],
      ['', /1 to 64/],
      ['Schlüssel', /printable ASCII/],
      ['a b\n', /printable ASCII/],
    ],
  },
  {
    what: 'a name',
    schema: name,
    good: ['ab', 'Office.vpn_1-2', 'a'.repeat(128), '办公室网关', 'Büro1'],
    bad: [
      ['a', /2 to 128 characters/],
      ['a'.repeat(129), /2 to 128 characters/],
      ['1office', /starts with a letter/],
      ['_office', /starts with a letter/],
      ['http://office', /does not start with http/],
      ['HTTPS://office', /does not start with http/],
      ['two words', /made of letters, digits, periods, underscores and hyphens/],
      ['a\u202eb', /made of letters/],
    ],
  },
  {
    what: 'the name of a new gateway',
    schema: newGatewayName,
    good: ['MYVPN', 'my_vpn-1'],
    bad: [
      ['my.vpn', /made of letters, digits, underscores and hyphens/],
      ['9vpn', /starts with a letter/],
    ],
  },
  {
    what: 'a description',
    schema: description,
    good: ['ok', '1 branch, north: 。，：', 'a'.repeat(256)],
    bad: [
      ['a', /2 to 256/],
      ['a'.repeat(257), /2 to 256/],
      ['http://x', /does not start with http/],
    ],
  },
  {
    what: 'a description on modify',
    schema: letteredDescription,
    good: ['branch 1', '分部'],
    bad: [
      ['1 branch', /starts with a letter/],
      ['https://x', /does not start with http/],
    ],
  },
  {
    what: 'a page number',
    schema: page.PageNumber,
    good: [1, 200, undefined],
    bad: [
      [0, /at least 1/],
      [-1, /at least 1/],
      [1.5, /a whole number/],
      ['1', /a whole number in plain digits/],
    ],
  },
  {
    what: 'a page size',
    schema: page.PageSize,
    good: [1, 50],
    bad: [
      [51, /at most 50/],
      [0, /at least 1/],
    ],
  },
  {
    what: 'a port',
    schema: sslPort,
    good: [1194, 1, 65535, 8443],
    bad: [
      [443, /cannot be .*443.*such as 1194/],
      [0, /at least 1/],
      [65536, /at most 65535/],
      [11.94, /whole number/],
    ],
  },
  {
    what: 'a limit of a log query',
    schema: logTime,
    good: [1_795_000_000, '2026-01-31T08:00:00Z', 0],
    bad: [
      ['2026-01-31', /Unix seconds or UTC text/],
      ['2026-02-31T08:00:00Z', /Unix seconds or UTC text/],
      ['2026-01-31T08:00:00+08:00', /Unix seconds or UTC text/],
      [-1, /Unix seconds|at least 0/],
      ['1795000000', /Unix seconds or UTC text/],
    ],
  },
];

describe.each(cases)('$what', ({ schema, good, bad }) => {
  test.each(good.map((value) => [value]))('may be %j', (value) => {
    expect(messagesFrom(schema, value)).toEqual([]);
  });
  test.each(bad)('may not be %j', (value, says) => {
    const said = messagesFrom(schema, value);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(says);
  });
});

test('every forbidden port is refused', () => {
  expect(forbiddenPorts.filter((port) => messagesFrom(sslPort, port).length === 0)).toEqual([]);
});

test('ISO time goes to the wire as Unix seconds, a number as it is', () => {
  expect(toUnixSeconds('2026-01-31T08:00:00Z')).toBe(1_769_846_400);
  expect(toUnixSeconds(1_769_846_400)).toBe(1_769_846_400);
});

test.each([
  ['2024-02-29T00:00:00Z', true],
  ['2025-02-29T00:00:00Z', false],
  ['2026-13-01T00:00:00Z', false],
  ['2026-01-01T24:00:00Z', false],
  ['2018020201', false],
])('%s as ISO time: %s', (time, holds) => {
  expect(isIsoTime(time)).toBe(holds);
});

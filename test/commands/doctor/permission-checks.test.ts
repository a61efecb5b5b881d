import { describe, expect, it } from 'vitest';
import {
  codeOf,
  isRefusal,
  messageOf,
  permissionChecks,
  type Read,
} from '../../../src/commands/doctor/permission-checks.ts';
import { CloudError } from '../../../src/errors.ts';
import { toFailure, toReply } from '../../../src/tools/reply/result.ts';

const forbidden = (Code = 'Forbidden') =>
  toFailure(
    new CloudError({ Code, HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'No.', 'Ask for vpc:It in RAM.'),
  );

const FAMILIES = ['gateway', 'customer-gateway', 'route', 'ipsec', 'ssl'];

/** A cloud that refuses some tools and has one gateway unless told otherwise. */
const cloud = (denied: readonly string[] = [], gateways: readonly object[] = [{ VpnGatewayId: 'vpn-1' }]) => {
  const asked: (readonly [string, unknown])[] = [];
  const read: Read = async (tool, args) => {
    asked.push([tool, args]);
    return denied.includes(tool) ? forbidden() : toReply({ VpnGateways: gateways });
  };
  return { read, asked };
};

describe('what a key may do, by toolset', () => {
  it('is probed by reads of the region, and nothing else', async () => {
    const { read, asked } = cloud();
    const findings = await permissionChecks(read, 'cn-x', FAMILIES);
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ['toolset gateway', 'good'],
      ['toolset customer-gateway', 'good'],
      ['toolset route', 'good'],
      ['toolset ipsec', 'good'],
      ['toolset ssl', 'good'],
    ]);
    expect(asked.every(([tool, args]) => tool.startsWith('Describe') && Object(args).RegionId === 'cn-x')).toBe(true);
    expect(asked).toContainEqual(['DescribeVpnRouteEntries', { RegionId: 'cn-x', VpnGatewayId: 'vpn-1' }]);
  });

  it('tells the refused toolset alone, with what to ask for', async () => {
    const findings = await permissionChecks(cloud(['DescribeSslVpnClientCerts']).read, 'cn-x', FAMILIES);
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([
      {
        check: 'toolset ssl',
        state: 'bad',
        found: expect.stringContaining('Forbidden'),
        remedy: 'Ask for vpc:It in RAM.',
      },
    ]);
  });

  it('leaves out toolsets that are not on offer', async () => {
    const { read, asked } = cloud();
    expect(await permissionChecks(read, 'cn-x', ['ipsec', 'assist'])).toHaveLength(1);
    expect(asked.map(([tool]) => tool)).toEqual(['DescribeVpnConnections']);
  });

  it('calls no toolset good whose lists were not read, and does not say that there is no gateway', async () => {
    const read: Read = async () => toReply({ NotComplete: 'its reply has no list VpnGateways' });
    const findings = await permissionChecks(read, 'cn-x', ['gateway', 'route']);
    expect(findings.map(({ state, found }) => [state, found])).toEqual([
      ['note', expect.stringContaining('what came is no whole list: its reply has no list VpnGateways')],
      ['note', 'not probed: its reply has no list VpnGateways'],
    ]);
  });

  it('says that routes cannot be probed without a gateway', async () => {
    const findings = await permissionChecks(cloud([], []).read, 'cn-x', ['route']);
    expect(findings).toEqual([expect.objectContaining({ check: 'toolset route', state: 'note' })]);
  });
});

it.each([
  ['Forbidden', true],
  ['Forbbiden.SubUser', true],
  ['NoPermission', true],
  ['SignatureDoesNotMatch', false],
  ['Throttling.User', false],
])('%s says no to the key: %s', (code, answer) => {
  expect(codeOf(forbidden(code))).toBe(code);
  expect(isRefusal(forbidden(code))).toBe(answer);
});

it('a failed reply gives its words and its remedy', () => {
  expect(messageOf(forbidden())).toEqual([expect.stringContaining('No.'), 'Ask for vpc:It in RAM.']);
});

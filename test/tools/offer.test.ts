import { describe, expect, it } from 'vitest';
import { toolList } from '../../src/tools/list.ts';
import { offer, refuseName } from '../../src/tools/offer.ts';

const open = { platform: 'stack', readOnly: false, confirm: 'ask' } as const;

describe('the tools on offer', () => {
  it('are all that the platform has, in the order of the list, unless something is left out', () => {
    const known = toolList.filter(({ toolset }) => toolset !== 'attachment');
    const both = known.filter(({ platform, toolset }) => platform === undefined && toolset !== 'vpc');
    expect(offer(toolList, open).map(({ name }) => name)).toEqual(both.map(({ shown }) => shown.name));
    const today = known.filter(({ platform }) => platform !== 'stack').map(({ shown }) => shown.name);
    expect(offer(toolList, { ...open, platform: 'public' }).map(({ name }) => name)).toEqual(today);
  });

  it('know the networks around a VPN on the public cloud, and elsewhere by name only', () => {
    const named = offer(toolList, { ...open, toolsets: ['vpc'] }).map(({ name }) => name);
    expect(named).toEqual(['DescribeVpcs', 'DescribeVSwitches', 'DescribeRouteTableList', 'DescribeRouteEntryList']);
    expect(offer(toolList, { ...open, platform: 'public' }).map(({ name }) => name)).toEqual(
      expect.arrayContaining(named),
    );
  });

  it('show of a reply what the platform has', () => {
    const shownOn = (platform: 'stack' | 'public') =>
      offer(toolList, { ...open, platform }).find(({ name }) => name === 'DescribeVpnGateway');
    const fieldsOf = (platform: 'stack' | 'public') =>
      Object.keys(Object(shownOn(platform)?.outputSchema['properties']));
    expect(fieldsOf('public')).toContain('DisasterRecoveryInternetIp');
    expect(fieldsOf('stack')).toEqual(fieldsOf('public').filter((name) => fieldsOf('stack').includes(name)));
    expect(fieldsOf('stack')).not.toContain('DisasterRecoveryInternetIp');
  });

  it('leave the identity alone where callers are on other machines, and say whose it is', () => {
    const remote = { ...open, isRemote: true };
    const missing = offer(toolList, open).filter(
      ({ name }) => !offer(toolList, remote).some((one) => one.name === name),
    );
    expect(missing.map(({ name }) => name)).toEqual(['AssumeRole']);
    expect(refuseName('AssumeRole', toolList, remote)).toContain('operator');
  });

  it('are only those that change nothing under --read-only', () => {
    const names = offer(toolList, { ...open, readOnly: true }).map(({ name }) => name);
    const reads = new Set(toolList.filter(({ risk }) => risk === 'read').map(({ shown }) => shown.name));
    expect(names).toEqual(offer(toolList, open).flatMap(({ name }) => (reads.has(name) ? [name] : [])));
    expect(names).not.toContain('AssumeRole');
  });

  it('are those of the toolsets that were named', () => {
    const names = offer(toolList, { ...open, toolsets: ['sts', 'customer-gateway'] }).map(({ name }) => name);
    expect(names).toContain('AssumeRole');
    expect(names).toContain('CreateCustomerGateway');
    expect(names).not.toContain('DeleteVpnConnection');
  });

  it('are the single ones that were named, instead of all or beside a toolset', () => {
    const named = (toolsets?: readonly string[]) =>
      offer(toolList, { ...open, toolsets, tools: ['Overview', 'DescribeVpnConnections'] }).map(({ name }) => name);
    expect(named()).toEqual(['DescribeVpnConnections', 'Overview']);
    expect(named(['sts'])).toEqual(['DescribeVpnConnections', 'AssumeRole', 'Overview']);
  });

  it('know connections on transit routers only where they are named', () => {
    const named = offer(toolList, { ...open, platform: 'public', toolsets: ['attachment'] }).map(({ name }) => name);
    expect(named).toHaveLength(6);
    expect(named).toContain('DeleteVpnAttachment');
    expect(offer(toolList, { ...open, toolsets: ['attachment'] })).toEqual([]);
  });

  it('do not tell on the public cloud that an object takes no other key', () => {
    const text = JSON.stringify(offer(toolList, { ...open, platform: 'public' }).map(({ inputSchema }) => inputSchema));
    expect(text).not.toContain('additionalProperties');
    expect(JSON.stringify(offer(toolList, open))).toContain('"additionalProperties":false');
  });

  it('take an approval in token mode alone, and only where something may change', () => {
    const takers = offer(toolList, { ...open, confirm: 'token' })
      .filter(({ inputSchema }) => 'Approval' in Object(inputSchema['properties']))
      .map(({ name }) => name);
    const reads = new Set(toolList.filter(({ risk }) => risk === 'read').map(({ shown }) => shown.name));
    expect(takers).toEqual(offer(toolList, open).flatMap(({ name }) => (reads.has(name) ? [] : [name])));
    expect(JSON.stringify(offer(toolList, open))).not.toContain('Approval');
  });
});

describe('a name that cannot be called', () => {
  it.each([
    ['DescribeVpnGatway', 'did you mean DescribeVpnGateway?'],
    ['describe_vpn_gateways', 'did you mean DescribeVpnGateways?'],
    ['LaunchRocket', 'Tool LaunchRocket not found'],
    ['FAKE-key-4fT9', 'A tool of that name not found'],
    ['DescribeVpnGatewayz1', 'A tool of that name not found; did you mean DescribeVpnGateways?'],
  ])('%s: %s', (name, words) => expect(refuseName(name, toolList, open)).toContain(words));

  it('is told to be left out where the operator left it out', () => {
    expect(refuseName('DeleteVpnGateway', toolList, { ...open, readOnly: true })).toContain('--read-only');
  });

  it('of the networks around is told to be offered by name', () => {
    expect(refuseName('DescribeVpcs', toolList, open)).toContain('on Apsara Stack only --toolsets vpc offers it');
  });

  it('is told to be the other platform’s', () => {
    expect(refuseName('DescribeVpnConnectionLogs', toolList, open)).toBe(
      "Tool DescribeVpnConnectionLogs is not offered here: only today's public cloud has it, and --platform is stack",
    );
  });
});

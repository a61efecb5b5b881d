import { describe, expect, it } from 'vitest';
import { toolList } from '../../src/tools/list.ts';
import { offer, refuseName } from '../../src/tools/offer.ts';

const all = toolList.map(({ shown }) => shown.name);
const open = { readOnly: false, confirm: 'ask' } as const;

describe('the tools on offer', () => {
  it('are all of them, in the order of the list, unless something is left out', () => {
    expect(offer(toolList, open).map(({ name }) => name)).toEqual(all);
  });

  it('are only those that change nothing under --read-only', () => {
    const names = offer(toolList, { ...open, readOnly: true }).map(({ name }) => name);
    expect(names).toEqual(toolList.filter(({ risk }) => risk === 'read').map(({ shown }) => shown.name));
    expect(names).not.toContain('AssumeRole');
  });

  it('are those of the toolsets that were named', () => {
    const names = offer(toolList, { ...open, toolsets: ['sts', 'customer-gateway'] }).map(({ name }) => name);
    expect(names).toContain('AssumeRole');
    expect(names).toContain('CreateCustomerGateway');
    expect(names).not.toContain('DeleteVpnConnection');
  });

  it('take an approval in token mode alone, and only where something may change', () => {
    const takers = offer(toolList, { ...open, confirm: 'token' })
      .filter(({ inputSchema }) => 'Approval' in Object(inputSchema['properties']))
      .map(({ name }) => name);
    expect(takers).toEqual(toolList.filter(({ risk }) => risk !== 'read').map(({ shown }) => shown.name));
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
  ])('%s: %s', (name, words) => expect(refuseName(name, all, all)).toContain(words));

  it('is told to be left out where the operator left it out', () => {
    expect(refuseName('DeleteVpnGateway', ['DescribeVpnGateways'], all)).toContain('--read-only');
  });
});

import { describe, expect, it } from 'vitest';
import { readSteps } from '../../../src/tools/change/steps.ts';

const peer = { Tool: 'CreateCustomerGateway', Arguments: { IpAddress: '192.0.2.99' } };
const link = {
  Tool: 'CreateVpnConnection',
  Arguments: {
    VpnGatewayId: 'vpn-1',
    CustomerGatewayId: '{{1.CustomerGatewayId}}',
    LocalSubnet: '10.10.0.0/16',
    RemoteSubnet: '10.80.0.0/16',
  },
};
const order = { Tool: 'CreateVpnGateway', Arguments: { VpcId: 'vpc-1', Name: 'new', Bandwidth: 10 } };
const withPeer = (CustomerGatewayId: string) => ({ ...link, Arguments: { ...link.Arguments, CustomerGatewayId } });

describe('steps', () => {
  it('are the actions that they name, with the places that earlier ones fill', () => {
    const [first, second] = readSteps([peer, link], 'stack');
    expect(first).toMatchObject({ action: { name: 'CreateCustomerGateway' }, input: peer.Arguments });
    expect(second?.input).toEqual(link.Arguments);
  });

  it.each([
    ['a composed tool', [{ Tool: 'DiagnoseTunnel', Arguments: {} }], /number 1: DiagnoseTunnel is no single change/],
    ['another list', [{ Tool: 'ApplyChange', Arguments: {} }], /no single change/],
    ['a misspelt tool', [{ ...peer, Tool: 'CreateCustomerGatway' }], /no single change/],
    ['a name of the language', [{ ...peer, Tool: 'constructor' }], /no single change/],
    ['a read', [{ Tool: 'DescribeVpnGateways', Arguments: {} }], /changes nothing/],
    ['a change of identity', [{ Tool: 'AssumeRole', Arguments: {} }], /changes who acts/],
    ['an action of the other cloud', [{ Tool: 'ModifyTunnelAttribute', Arguments: {} }], /no single change/],
    ['wrong arguments', [peer, { ...link, Arguments: {} }], /number 2: .*VpnGatewayId/],
    ['a place of a later step', [link, peer], /number 1: \{\{1\.CustomerGatewayId\}\} is not the ID/],
    ['a place of what is not made', [peer, withPeer('{{1.VpnConnectionId}}')], /number 2: \{\{1\.VpnConnectionId\}\}/],
    ['the ID of another kind', [order, withPeer('{{1.VpnGatewayId}}')], /CustomerGatewayId.*cgw-/],
    ['two orders', [order, peer, { ...order, Arguments: { ...order.Arguments, Name: 'other' } }], /number 3: .*second/],
    ['nothing', [], /empty/],
  ])('with %s are refused as a whole', (_, given, message) => {
    expect(() => readSteps(given, 'stack')).toThrow(message);
  });
});

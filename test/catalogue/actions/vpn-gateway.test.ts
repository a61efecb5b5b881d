import { expect, test } from 'vitest';
import { CreateVpnGateway, DescribeVpnGateways } from '../../../src/catalogue/actions/vpn-gateway.ts';
import { schemaOn } from '../../../src/catalogue/schema/platform-rows.ts';
import { inputMessages } from '../input-messages.ts';

test.each([
  [{ SslConnections: 5, EnableSsl: true }, []],
  [{ EnableSsl: true }, []],
  [{}, []],
  [{ SslConnections: 5 }, [/^SslConnections needs EnableSsl: true/]],
  [{ SslConnections: 5, EnableSsl: false }, [/^SslConnections needs EnableSsl: true/]],
])('a gateway with %j is judged', (change, says) => {
  const said = inputMessages('CreateVpnGateway', change);
  expect(said).toHaveLength(says.length);
  says.forEach((form, index) => {
    expect(said[index]).toMatch(form);
  });
});

test('a new gateway takes no client token and no period in its name, a renamed one does', () => {
  expect(Object.keys(schemaOn('stack', CreateVpnGateway.input).shape)).not.toContain('ClientToken');
  expect(inputMessages('CreateVpnGateway', { Name: 'my.vpn' })).toHaveLength(1);
  expect(inputMessages('ModifyVpnGatewayAttribute', { Name: 'my.vpn', ClientToken: 'abc' })).toEqual([]);
});

test('a description starts with a letter', () => {
  expect(inputMessages('ModifyVpnGatewayAttribute', { Description: '1st gateway' })).toEqual([
    'Description starts with a letter',
  ]);
});

test('gateways that are being deleted can be asked for in both spellings of the vendor', () => {
  expect(inputMessages('DescribeVpnGateways', { Status: 'Deleting' })).toEqual([]);
  expect(inputMessages('DescribeVpnGateways', { Status: 'deleting' })).toEqual([]);
  expect(inputMessages('DescribeVpnGateways', { Status: 'Active' }).join()).toContain('the nearest is active');
});

test('a reply keeps what the cloud adds to a gateway', () => {
  const gateway = { VpnGatewayId: 'vpn-9', CreateTime: 1492753580000, Spec: '5M', ResourceGroupName: 'default' };
  expect(DescribeVpnGateways.output.parse({ VpnGateways: [gateway], TotalCount: 1 }).VpnGateways).toEqual([gateway]);
});

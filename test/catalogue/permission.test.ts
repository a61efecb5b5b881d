import { expect, test } from 'vitest';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import { permissionFor } from '../../src/catalogue/permission.ts';

// The fifteen that the vendor's guide lists, section 6.2.4; the resource after the account.
const GUIDE: readonly (readonly [ActionName, string])[] = [
  ['ModifyVpnGatewayAttribute', 'vpngateway/<VpnGatewayId>'],
  ['DescribeVpnGateways', 'vpngateway/*'],
  ['DescribeVpnGateway', 'vpngateway/<VpnGatewayId>'],
  ['DeleteVpnGateway', 'vpngateway/<VpnGatewayId>'],
  ['CreateCustomerGateway', 'customergateway/*'],
  ['DeleteCustomerGateway', 'customergateway/<CustomerGatewayId>'],
  ['DescribeCustomerGateway', 'customergateway/<CustomerGatewayId>'],
  ['DescribeCustomerGateways', 'customergateway/*'],
  ['ModifyCustomerGatewayAttribute', 'customergateway/<CustomerGatewayId>'],
  ['CreateVpnConnection', 'vpnconnection/*'],
  ['DeleteVpnConnection', 'vpnconnection/<VpnConnectionId>'],
  ['DescribeVpnConnection', 'vpnconnection/<VpnConnectionId>'],
  ['DescribeVpnConnections', 'vpnconnection/*'],
  ['ModifyVpnConnectionAttribute', 'vpnconnection/<VpnConnectionId>'],
  ['DownloadVpnConnectionConfig', 'vpnconnection/<VpnConnectionId>'],
];

test.each(GUIDE)('%s needs itself on %s, as the guide has it', (action, resource) => {
  expect(permissionFor(action)).toEqual({
    action: `vpc:${action}`,
    resource: `acs:vpc:<region>:<account>:${resource}`,
  });
});

test.each(Object.values(actions))(
  'the resource of $name names a parameter that the action takes',
  ({ name, input }) => {
    const [, parameter] = /<(\w+Id)>$/.exec(permissionFor(name).resource) ?? [];
    if (parameter !== undefined) expect(Object.keys(input.shape)).toContain(parameter);
    else expect(permissionFor(name).resource).toMatch(/[/:]\*$|role\/<name>$/);
  },
);

test('assuming a role is a permission of STS on the role', () => {
  expect(permissionFor('AssumeRole')).toEqual({ action: 'sts:AssumeRole', resource: 'acs:ram::<account>:role/<name>' });
});

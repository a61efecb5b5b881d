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

test.each<readonly [Readonly<Record<string, unknown>>, string | RegExp]>([
  [{ InstanceChargeType: 'POSTPAY' }, ''],
  [{ InstanceChargeType: 'PREPAY', Period: 9, AutoPay: true }, ''],
  [{ InstanceChargeType: 'PREPAY', Period: 36 }, ''],
  [{ InstanceChargeType: 'PREPAY' }, /^Period is required with PREPAY, in months: ask the person/],
  [{ InstanceChargeType: 'PREPAY', Period: 10 }, /^Period is 1 to 9, 12, 24 or 36 months$/],
  [{ InstanceChargeType: 'PREPAY', Period: 37 }, /^Period is at most 36/],
  [{}, /^InstanceChargeType is required: one of PREPAY, POSTPAY$/],
  [{ InstanceChargeType: 'Prepay' }, /^InstanceChargeType is one of PREPAY, POSTPAY/],
  [{ InstanceChargeType: 'POSTPAY', Bandwidth: 1000, EnableSsl: true, SslConnections: 1000 }, ''],
  [{ InstanceChargeType: 'POSTPAY', Bandwidth: 300 }, /^Bandwidth is one of the numbers .*200, 500, 1000; the nearest/],
  [{ InstanceChargeType: 'POSTPAY', NetworkType: 'private', Bandwidth: 200 }, ''],
  [{ InstanceChargeType: 'POSTPAY', NetworkType: 'private' }, /^Bandwidth of a private gateway is 200 or 1000$/],
  [{ InstanceChargeType: 'POSTPAY', VSwitchId: 'vsw-1', DisasterRecoveryVSwitchId: 'vsw-2', VpnType: 'Normal' }, ''],
  [{ InstanceChargeType: 'POSTPAY', Name: 'my.vpn', ResourceGroupId: 'rg-1', ClientToken: 'abc' }, ''],
])('a gateway of the public cloud with %j is judged', (change, says) => {
  const said = inputMessages('CreateVpnGateway', change, 'public').join();
  if (says === '') expect(said).toBe('');
  else expect(said).toMatch(says);
});

test('an Apsara Stack knows none of what the public cloud asks for', () => {
  expect(inputMessages('CreateVpnGateway', { InstanceChargeType: 'POSTPAY' }).join()).toMatch(/^unknown parameter/);
  expect(inputMessages('CreateVpnGateway', { Bandwidth: 200 }).join()).toMatch(/the nearest is 100$/);
});

import { expect, test } from 'vitest';
import { inputMessages } from '../input-messages.ts';

test.each([
  [{}, ''],
  [{ ResourceType: 'CustomerGateway', InstanceId: 'cgw-1' }, ''],
  [{ ResourceType: 'VpnConnection' }, /^ResourceType is one of VpnGateway, CustomerGateway, VpnAttachment/],
  [{ NewResourceGroupId: 'rg 1' }, /^NewResourceGroupId is one ID$/],
  [{ NewResourceGroupId: undefined }, /^NewResourceGroupId is required/],
])('a thing is moved to one resource group: %j', (change, says) => {
  expect(inputMessages('MoveVpnResourceGroup', change, 'public').join()).toMatch(says);
});

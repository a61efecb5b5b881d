import { defineAction } from '../action.ts';
import { must } from '../schema/explain.ts';
import { oneOf, regionId, request, text } from '../schema/fields.ts';
import { reply } from '../schema/reply-fields.ts';

const id = text.refine(...must((given: string) => /^[^\s,/?&#]{1,128}$/.test(given), 'is one ID'));

export const MoveVpnResourceGroup = defineAction({
  name: 'MoveVpnResourceGroup',
  verb: 'modify',
  resource: 'resource-group',
  summary: 'Move a thing to another resource group; others may then manage it.',
  // It may take away the very rights by which it could be moved back.
  risk: 'disrupt',
  platform: 'public',
  input: request({
    RegionId: regionId,
    InstanceId: id,
    ResourceType: oneOf('VpnGateway', 'CustomerGateway', 'VpnAttachment'),
    NewResourceGroupId: id,
  }),
  output: reply({}),
});

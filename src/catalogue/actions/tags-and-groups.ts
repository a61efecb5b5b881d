import { z } from 'zod';
import { defineAction } from '../action.ts';
import { must } from '../schema/explain.ts';
import {
  anyId,
  count,
  flag,
  listOf,
  newTags,
  oneOf,
  regionId,
  request,
  tagFilter,
  tagKey,
  text,
} from '../schema/fields.ts';
import { list, reply, string } from '../schema/reply-fields.ts';

/** The cloud takes the kinds of all its networks in any case; those of VPNs are the ones named. */
const resourceType = text.refine(
  ...must(
    (given: string) => /^[A-Za-z]{2,40}$/.test(given),
    'is one word such as VPNGATEWAY, CUSTOMERGATEWAY, VPNCONNECTION',
  ),
);

const things = { RegionId: regionId, ResourceType: resourceType, ResourceId: listOf(anyId, 50, ' IDs') };

export const TagResources = defineAction({
  name: 'TagResources',
  verb: 'modify',
  resource: 'tag',
  summary: 'Give tags to things.',
  risk: 'write',
  platform: 'public',
  input: request({
    ...things,
    ResourceType: resourceType.describe('VPNGATEWAY, CUSTOMERGATEWAY, VPNCONNECTION'),
    Tag: newTags,
  }),
  output: reply({}),
});

export const UnTagResources = defineAction({
  name: 'UnTagResources',
  verb: 'modify',
  resource: 'tag',
  summary: 'Take tags from things.',
  risk: 'write',
  platform: 'public',
  input: request({
    ...things,
    TagKey: listOf(tagKey, 20, ' keys').optional(),
    All: flag.optional().describe('every tag'),
  }).refine(({ TagKey, All }) => (TagKey === undefined) === (All === true), {
    path: ['TagKey'],
    error: 'TagKey names the tags to take away, or All: true takes all of them: give one of the two',
  }),
  output: reply({}),
});

export const ListTagResources = defineAction({
  name: 'ListTagResources',
  verb: 'describe',
  resource: 'tag',
  summary: 'List tags of things, or things with tags.',
  risk: 'read',
  platform: 'public',
  input: request({
    ...things,
    ResourceId: things.ResourceId.optional(),
    Tag: tagFilter,
    MaxResults: count(1, 50).optional(),
    NextToken: text.optional(),
  }).refine(({ ResourceId, Tag }) => ResourceId !== undefined || Tag !== undefined, {
    path: ['ResourceId'],
    error: 'ResourceId or Tag is required: whose tags, or what has which tags',
  }),
  output: reply({
    TagResources: list(
      'TagResource',
      z.looseObject({ ResourceId: string, ResourceType: string, TagKey: string, TagValue: string }),
    ),
    NextToken: string,
  }),
});

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
    InstanceId: anyId,
    ResourceType: oneOf('VpnGateway', 'CustomerGateway', 'VpnAttachment'),
    NewResourceGroupId: anyId,
  }),
  output: reply({}),
});

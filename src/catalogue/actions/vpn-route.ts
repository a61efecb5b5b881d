import { z } from 'zod';
import { defineAction } from '../action.ts';
import { writeUnlessTrafficMoves } from '../risk.ts';
import { cidr, routeDest } from '../schema/addresses.ts';
import {
  clientToken,
  flag,
  nextHop,
  oneOf,
  page,
  regionId,
  request,
  text,
  vpnGatewayId,
  weight,
  within,
} from '../schema/fields.ts';
import { onPublic } from '../schema/platform-rows.ts';
import { epochMs, list, number, pages, reply, string } from '../schema/reply-fields.ts';

/** The guide knows one overlay only, and types it as free text where it forgets to say so. */
const overlayMode = oneOf('Ipsec').optional();

/** Which entry is meant: all of it has to match what the table holds. */
const entry = { RegionId: regionId, VpnGatewayId: vpnGatewayId, RouteDest: cidr, NextHop: nextHop };
const policyEntry = { ...entry, RouteSource: cidr };
const currentWeight = { Weight: weight.describe('current') };
const newWeight = { NewWeight: weight.describe('100 active, 0 standby') };
const tail = { OverlayMode: overlayMode, ClientToken: clientToken };

/** Of policy routes that fit, the cloud takes the one with the least number. */
const priority = within(1, 100);
const currentPriority = { Priority: onPublic(priority.optional().describe('current')) };
const newPriority = priority.describe('1 first');

const creation = {
  Weight: weight.describe('100 active, 0 standby; only one entry for a destination may be 100'),
  PublishVpc: flag.describe('also enter it in the VPC route table'),
  Description: text.optional(),
  ...tail,
};

const changes = ({ Weight, NewWeight }: { Weight: number; NewWeight: number }) => Weight !== NewWeight;
const samePriority = { path: ['NewPriority'], error: 'NewPriority differs from Priority' };
const sameWeight = { path: ['NewWeight'], error: 'NewWeight differs from Weight: one is 0, the other 100' };

// The request says VpnGatewayId where the reply says VpnInstanceId; both are kept as they are.
const route = {
  VpnInstanceId: string,
  RouteDest: string,
  NextHop: string,
  Weight: number,
  State: string,
  CreateTime: epochMs,
  CreateTimeIso: string,
};
const policyRoute = { ...route, RouteSource: string };
/** A route may lead into one tunnel of two, and be learned instead of written. */
const liveRoute = {
  ...route,
  NextHopTunnelId: onPublic(string),
  RouteEntryType: onPublic(string),
  Source: onPublic(string),
  AsPath: onPublic(string),
  Community: onPublic(string),
};
const livePolicyRoute = { ...policyRoute, NextHopTunnelId: onPublic(string), Priority: onPublic(number) };
const created = { OverlayMode: string, Description: string };

export const CreateVpnRouteEntry = defineAction({
  name: 'CreateVpnRouteEntry',
  verb: 'create',
  resource: 'route',
  summary: 'Add a destination route to an IPsec connection; may draw traffic from another route.',
  dryRun: true,
  risk: writeUnlessTrafficMoves,
  input: request({ ...entry, RouteDest: routeDest, ...creation }),
  output: reply({ ...route, ...created }),
});

export const ModifyVpnRouteEntryWeight = defineAction({
  name: 'ModifyVpnRouteEntryWeight',
  verb: 'modify',
  resource: 'route',
  summary: 'Change the weight of a destination route; traffic moves.',
  risk: 'disrupt',
  input: request({ ...entry, ...currentWeight, ...newWeight, ...tail }).refine(changes, sameWeight),
  output: reply({}),
});

export const DeleteVpnRouteEntry = defineAction({
  name: 'DeleteVpnRouteEntry',
  verb: 'delete',
  resource: 'route',
  summary: 'Delete a destination route; its traffic stops or moves.',
  risk: 'destroy',
  input: request({ ...entry, ...currentWeight, ...tail }),
  output: reply({}),
});

export const DescribeVpnRouteEntries = defineAction({
  name: 'DescribeVpnRouteEntries',
  verb: 'describe',
  resource: 'route',
  summary: 'List the destination routes of a VPN gateway.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId,
    // Those that BGP has brought are shown to who asks for them alone.
    RouteEntryType: onPublic(oneOf('custom', 'bgp').optional()),
    ...page,
  }),
  output: reply({ VpnRouteEntries: list('VpnRouteEntry', z.looseObject(liveRoute)), ...pages }),
});

export const PublishVpnRouteEntry = defineAction({
  name: 'PublishVpnRouteEntry',
  verb: 'publish',
  resource: 'route',
  summary: 'Publish a route into the VPC route table, or withdraw it.',
  risk: { worst: 'disrupt', of: ({ PublishVpc }) => (PublishVpc ? 'write' : 'disrupt') },
  input: request({
    ...entry,
    RouteType: oneOf('dbr', 'pbr').describe('dbr destination, pbr policy'),
    PublishVpc: flag.describe('false withdraws: VPC traffic to it stops'),
    ClientToken: clientToken,
  }),
  output: reply({}),
});

export const CreateVpnPbrRouteEntry = defineAction({
  name: 'CreateVpnPbrRouteEntry',
  verb: 'create',
  resource: 'policy-route',
  summary: 'Add a policy route (by source and destination); it beats destination routes.',
  dryRun: true,
  risk: writeUnlessTrafficMoves,
  input: request({
    ...policyEntry,
    RouteDest: routeDest,
    ...creation,
    Priority: onPublic(priority.optional().describe('1 first, default 10')),
  }),
  output: reply({ ...policyRoute, ...created, Priority: onPublic(number) }),
});

export const ModifyVpnPbrRouteEntryWeight = defineAction({
  name: 'ModifyVpnPbrRouteEntryWeight',
  verb: 'modify',
  resource: 'policy-route',
  summary: 'Change the weight of a policy route; traffic moves.',
  risk: 'disrupt',
  input: request({ ...policyEntry, ...currentWeight, ...newWeight, ...currentPriority, ...tail }).refine(
    changes,
    sameWeight,
  ),
  output: reply({}),
});

export const ModifyVpnPbrRouteEntryPriority = defineAction({
  name: 'ModifyVpnPbrRouteEntryPriority',
  verb: 'modify',
  resource: 'policy-route',
  summary: 'Change the priority of a policy route; traffic may move.',
  risk: 'disrupt',
  platform: 'public',
  input: request({
    ...policyEntry,
    ...currentWeight,
    Priority: priority.optional().describe('current'),
    NewPriority: newPriority,
    ClientToken: clientToken,
  }).refine(({ Priority, NewPriority }) => Priority !== NewPriority, samePriority),
  output: reply({}),
});

export const ModifyVpnPbrRouteEntryAttribute = defineAction({
  name: 'ModifyVpnPbrRouteEntryAttribute',
  verb: 'modify',
  resource: 'policy-route',
  summary: 'Change weight and priority of a policy route; traffic may move.',
  risk: 'disrupt',
  platform: 'public',
  input: request({
    ...policyEntry,
    ...currentWeight,
    NewWeight: weight.optional(),
    Priority: priority.describe('current'),
    NewPriority: newPriority.optional(),
    ClientToken: clientToken,
  }).refine(
    ({ Weight, NewWeight = Weight, Priority, NewPriority = Priority }) =>
      Weight !== NewWeight || Priority !== NewPriority,
    { path: ['NewPriority'], error: 'NewWeight or NewPriority has to differ from the current one' },
  ),
  output: reply({}),
});

export const DeleteVpnPbrRouteEntry = defineAction({
  name: 'DeleteVpnPbrRouteEntry',
  verb: 'delete',
  resource: 'policy-route',
  summary: 'Delete a policy route; its traffic stops or moves.',
  risk: 'destroy',
  input: request({ ...policyEntry, ...currentWeight, ...currentPriority, ...tail }),
  output: reply({}),
});

export const DescribeVpnPbrRouteEntries = defineAction({
  name: 'DescribeVpnPbrRouteEntries',
  verb: 'describe',
  resource: 'policy-route',
  summary: 'List the policy routes of a VPN gateway.',
  risk: 'read',
  input: request({ RegionId: regionId, VpnGatewayId: vpnGatewayId, ...page }),
  output: reply({ VpnPbrRouteEntries: list('VpnPbrRouteEntry', z.looseObject(livePolicyRoute)), ...pages }),
});

import { z } from 'zod';
import { defineAction } from '../action.ts';
import { oneOf, page, regionId, request, vpnConnectionId } from '../schema/fields.ts';
import { boolean, epochMs, list, number, pages, reply, string, tags } from '../schema/reply-fields.ts';

export const DescribeVpnAttachments = defineAction({
  name: 'DescribeVpnAttachments',
  verb: 'describe',
  resource: 'attachment',
  summary: 'List IPsec connections that hang on a transit router and have no VPN gateway.',
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnConnectionId: vpnConnectionId.optional(),
    AttachType: oneOf('CEN').optional(),
    ...page,
  }),
  output: reply({
    VpnAttachments: list(
      'VpnAttachment',
      z.looseObject({
        // The ID of the connection itself.
        InstanceId: string,
        Name: string,
        Description: string,
        AttachType: string,
        TransitRouterId: string,
        TransitRouterName: string,
        CrossAccountAuthorized: boolean,
        TunnelBandwidth: string,
        Tag: string,
        Tags: tags,
      }),
    ),
    ...pages,
  }),
});

/** Routes of a connection without a gateway; those that BGP brought are told only where they are asked for. */
export const DescribeVcoRouteEntries = defineAction({
  name: 'DescribeVcoRouteEntries',
  verb: 'describe',
  resource: 'connection-route',
  summary: 'List routes of an IPsec connection on a transit router.',
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnConnectionId: vpnConnectionId,
    RouteEntryType: oneOf('custom', 'bgp').optional(),
    ...page,
  }),
  output: reply({
    VcoRouteEntries: list(
      'VcoRouteEntry',
      z.looseObject({
        VpnConnectionId: string,
        RouteDest: string,
        NextHop: string,
        NextHopTunnelIdList: list('NextHopTunnelId', z.string()),
        Weight: number,
        State: string,
        RouteEntryType: string,
        Source: string,
        AsPath: string,
        Community: string,
        CreateTime: epochMs,
        CreateTimeIso: string,
      }),
    ),
    VpnRouteCounts: z.unknown().optional(),
    ...pages,
  }),
});

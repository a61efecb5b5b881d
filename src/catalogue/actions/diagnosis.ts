import { z } from 'zod';
import { defineAction } from '../action.ts';
import { ipv4 } from '../schema/addresses.ts';
import {
  clientToken,
  count,
  listOf,
  oneOf,
  page,
  regionId,
  request,
  text,
  vpnConnectionId,
  vpnGatewayId,
} from '../schema/fields.ts';
import { logLimits, ofLogWindow } from '../schema/log-window.ts';
import { epochMs, list, logReply, number, pages, reply, string } from '../schema/reply-fields.ts';

// What the public cloud itself says of tunnels: its log, its verdict, and checks that it makes when it is asked.

/** The cloud's own log of one connection; what it writes into a line is told nowhere. */
export const DescribeVpnConnectionLogs = defineAction({
  name: 'DescribeVpnConnectionLogs',
  verb: 'describe',
  resource: 'connection-log',
  summary: "Read the cloud's own log of an IPsec connection; incomplete while IsCompleted is false.",
  risk: 'read',
  platform: 'public',
  input: ofLogWindow(
    request({
      RegionId: regionId,
      VpnConnectionId: vpnConnectionId,
      TunnelId: text.optional(),
      ...logLimits,
      MinutePeriod: count(1, 10).optional().describe('minutes'),
      ...page,
    }),
  ),
  output: logReply,
});

export const DiagnoseVpnConnections = defineAction({
  name: 'DiagnoseVpnConnections',
  verb: 'describe',
  resource: 'connection-diagnosis',
  summary: "The cloud's own verdict on tunnels: what failed last, and what differs between the ends.",
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnConnectionIds: listOf(vpnConnectionId, 50).optional(),
    TunnelIds: listOf(text, 50).optional(),
    VpnGatewayId: vpnGatewayId.optional(),
    ...page,
  }).refine((asked) => asked.VpnConnectionIds ?? asked.TunnelIds ?? asked.VpnGatewayId, {
    path: ['VpnConnectionIds'],
    error: 'VpnConnectionIds is missing: name connections, tunnels or a gateway',
  }),
  output: reply({
    VpnConnections: list(
      'VpnConnection',
      z.looseObject({
        VpnConnectionId: string,
        TunnelId: string,
        FailedReasonCode: string,
        FailedReason: string,
        Severity: string,
        MismatchLocalParam: string,
        MismatchRemoteParam: string,
        SourceLog: string,
        FailedTime: epochMs,
        FailedTimeIso: string,
      }),
    ),
    ...pages,
  }),
});

/** A task at the cloud, and so a write, though nothing of the network changes. */
export const DiagnoseVpnGateway = defineAction({
  name: 'DiagnoseVpnGateway',
  verb: 'diagnose',
  resource: 'gateway-diagnosis',
  summary: 'Have the cloud check one IPsec connection of a gateway; the result is read with DiagnoseId.',
  risk: 'write',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId,
    ResourceType: oneOf('IPsec'),
    ResourceId: vpnConnectionId.regex(/^vco-/),
    // A JSON text on the wire.
    IPsecExtendInfo: request({ PrivateSourceIp: ipv4.optional(), PrivateDestinationIp: ipv4.optional() })
      .optional()
      .describe('a way to check'),
    ClientToken: clientToken,
  }),
  output: reply({ DiagnoseId: string }),
});

export const GetVpnGatewayDiagnoseResult = defineAction({
  name: 'GetVpnGatewayDiagnoseResult',
  verb: 'describe',
  resource: 'gateway-diagnosis',
  summary: "Read what the cloud's check of a gateway found so far.",
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    DiagnoseId: text.optional(),
    VpnGatewayId: vpnGatewayId.optional().describe('its last check'),
  }).refine((asked) => asked.DiagnoseId ?? asked.VpnGatewayId, {
    path: ['DiagnoseId'],
    error: 'DiagnoseId is missing: give the one that DiagnoseVpnGateway answered, or a VpnGatewayId',
  }),
  output: reply({
    DiagnoseId: string,
    VpnGatewayId: string,
    ResourceInstanceId: string,
    ResourceType: string,
    BeginTime: string,
    FinishTime: string,
    FinishedCount: number,
    TotalCount: number,
    DiagnoseResult: list(
      'DiagnoseResult',
      z.looseObject({ DiagnoseName: string, DiagnoseResultLevel: string, DiagnoseResultDescription: string }),
    ),
  }),
});

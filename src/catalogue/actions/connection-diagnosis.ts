import { z } from 'zod';
import { defineAction } from '../action.ts';
import { count, listOf, page, regionId, request, text, vpnConnectionId, vpnGatewayId } from '../schema/fields.ts';
import { logLimits, ofLogWindow } from '../schema/log-window.ts';
import { epochMs, list, logReply, pages, reply, string } from '../schema/reply-fields.ts';

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

import { z } from 'zod';
import { defineAction } from '../action.ts';
import { ipv4 } from '../schema/addresses.ts';
import { clientToken, oneOf, regionId, request, text, vpnConnectionId, vpnGatewayId } from '../schema/fields.ts';
import { list, number, reply, string } from '../schema/reply-fields.ts';

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

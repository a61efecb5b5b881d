import { z } from 'zod';
import { defineAction } from '../action.ts';
import { page, regionId, request, vpnGatewayId } from '../schema/fields.ts';
import { epochMs, list, number, pages, reply, string } from '../schema/reply-fields.ts';

export const DescribeSslVpnClients = defineAction({
  name: 'DescribeSslVpnClients',
  verb: 'describe',
  resource: 'ssl-client',
  summary: 'List who is connected to the SSL-VPN of a gateway, with addresses and bytes.',
  risk: 'read',
  platform: 'public',
  input: request({ RegionId: regionId, VpnGatewayId: vpnGatewayId, ...page }),
  output: reply({
    VpnGatewayId: string,
    RegionId: string,
    ClientInfoList: list(
      'ClientInfo',
      z.looseObject({
        CommonName: string,
        Status: string,
        Ip: string,
        Port: string,
        PrivateIp: string,
        ConnectedTime: epochMs,
        ConnectedTimeIso: string,
        SendBytes: number,
        ReceiveBytes: number,
      }),
    ),
    ...pages,
  }),
});

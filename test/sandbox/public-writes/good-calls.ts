import type { PublicCloud } from '../public/start-public.ts';

type Parameters = Record<string, string>;

/** A call that the public world takes, for tests that change one thing of it at a time. */
export const goodCalls = {
  CreateVpnGateway: {
    ...{ VpcId: 'vpc-shop0001', VSwitchId: 'vsw-shop000h', DisasterRecoveryVSwitchId: 'vsw-shop000i' },
    ...{ Bandwidth: '10', InstanceChargeType: 'POSTPAY', Period: '1' },
  },
  CreateCustomerGateway: { IpAddress: '192.0.2.7' },
  CreateVpnConnection: {
    ...{ VpnGatewayId: 'vpn-shop0001', LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.30.0.0/16' },
    ...{ 'TunnelOptionsSpecification.1.Role': 'master', 'TunnelOptionsSpecification.2.Role': 'slave' },
    'TunnelOptionsSpecification.1.CustomerGatewayId': 'cgw-gone0001',
    'TunnelOptionsSpecification.2.CustomerGatewayId': 'cgw-wan00001',
  },
  CreateVpnAttachment: {
    ...{ LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' },
    ...{ 'TunnelOptionsSpecification.1.TunnelIndex': '1', 'TunnelOptionsSpecification.2.TunnelIndex': '2' },
    'TunnelOptionsSpecification.1.CustomerGatewayId': 'cgw-wan00001',
    'TunnelOptionsSpecification.2.CustomerGatewayId': 'cgw-wan00002',
  },
} satisfies Record<string, Parameters>;

/** A name of a parameter of the first or second tunnel. */
export const ofTunnel = (number: 1 | 2, name: string): string => `TunnelOptionsSpecification.${number}.${name}`;

/** The code of the refusal, or `ok`. */
export const codeOf = async (cloud: PublicCloud, action: string, parameters: Parameters): Promise<string> => {
  const { status, body } = await cloud.call(action, parameters);
  return status === 200 ? 'ok' : body.Code;
};

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Human } from '../support/agent.ts';
import { type Started, startWorld } from '../support/world.ts';

// What the public cloud's documents list for a change can be said through its tool, and reaches the wire under the name that
// the documents have for it. What the cloud answers is asked elsewhere: no gateway takes all of these together.

type Values = Readonly<Record<string, unknown>>;

const documented: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(new URL('../support/golden/public-requests.json', import.meta.url), 'utf8'),
);

/** Texts of JSON on the wire; the documents list what is in them in words. */
const jsonTexts: Readonly<Record<string, readonly string[]>> = {
  IkeConfig: [
    ...['Psk', 'IkeVersion', 'IkeMode', 'IkeEncAlg', 'IkeAuthAlg', 'IkePfs', 'IkeLifetime', 'LocalId', 'RemoteId'],
  ],
  IpsecConfig: ['IpsecEncAlg', 'IpsecAuthAlg', 'IpsecPfs', 'IpsecLifetime'],
  HealthCheckConfig: ['enable', 'dip', 'sip', 'interval', 'retry', 'Policy'],
  BgpConfig: ['EnableBgp', 'LocalAsn', 'TunnelCidr', 'LocalBgpIp'],
};

/** Names that this server fills in; moves and tags know no token. */
const byItself = (action: string): Values => ({
  RegionId: 'cn-hangzhou',
  ...(documented[action]?.['ClientToken'] && { ClientToken: expect.stringMatching(/^[\w-]{20,64}$/) }),
});

const ike = (Psk: string) => ({
  ...{ Psk, IkeVersion: 'ikev2', IkeMode: 'aggressive', IkeEncAlg: 'aes192', IkeAuthAlg: 'sha384' },
  ...{ IkePfs: 'group5', IkeLifetime: 7200, LocalId: 'here.example', RemoteId: 'there.example' },
});
const ipsec = { IpsecEncAlg: 'aes192', IpsecAuthAlg: 'sha512', IpsecPfs: 'group5', IpsecLifetime: 3600 };
const health = { enable: true, dip: '172.29.0.9', sip: '10.0.1.9', interval: 5, retry: 4, Policy: 'reserve_route' };
const asn = 65_099;
const bgpOfOne = { EnableBgp: true, LocalAsn: asn, TunnelCidr: '169.254.60.0/30', LocalBgpIp: '169.254.60.1' };
const PEM = '-----BEGIN CERTIFICATE-----\nMADEUPMADEUP\n-----END CERTIFICATE-----';
const tags = [{ Key: 'site', Value: 'oslo' }];

const tunnel = (third: number, CustomerGatewayId: string) => ({
  ...{ CustomerGatewayId, EnableDpd: false, EnableNatTraversal: false },
  TunnelIkeConfig: ike(`FAKE-every-parameter-${third}`),
  TunnelIpsecConfig: ipsec,
  TunnelBgpConfig: { LocalAsn: asn, TunnelCidr: `169.254.${third}.0/30`, LocalBgpIp: `169.254.${third}.1` },
});
const gatewayTunnel = (third: number, peer: string) => ({ ...tunnel(third, peer), RemoteCaCertificate: PEM });

/** Settings of a connection of one tunnel. */
const ofOne = {
  ...{ Name: 'oslo', LocalSubnet: '192.168.0.0/20', RemoteSubnet: '172.29.0.0/16', EffectImmediately: true },
  ...{ AutoConfigRoute: false, IkeConfig: ike('FAKE-every-parameter-1'), IpsecConfig: ipsec },
  ...{ HealthCheckConfig: health, EnableDpd: false, EnableNatTraversal: false, BgpConfig: bgpOfOne },
};
const ofTwo = {
  ...{ Name: 'oslo', LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.29.0.0/16', EffectImmediately: true },
  ...{ AutoConfigRoute: false, EnableTunnelsBgp: true },
};
const attachmentOfOne = { ...ofOne, CustomerGatewayId: 'cgw-lyon0001', NetworkType: 'public', RemoteCaCert: PEM };
const attachmentOfTwo = { ...ofTwo, NetworkType: 'public' };

const server = {
  ...{ Name: 'staff-2', ClientIpPool: '10.251.0.0/24', LocalSubnet: '10.20.0.0/16', Proto: 'TCP', Port: 1195 },
  ...{ Cipher: 'AES-192-CBC', Compress: true, DnsServers: '100.100.2.136', EnableMultiFactorAuth: true },
  ...{ IDaaSInstanceId: 'idaas-madeup', IDaaSRegionId: 'cn-hangzhou', IDaaSApplicationId: 'app-madeup' },
};
const route = { VpnGatewayId: 'vpn-shop0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-berlin01' };
const policy = { ...route, RouteSource: '10.0.1.0/24', RouteDest: '172.20.64.0/18', Priority: 5 };
const Ipsec = { OverlayMode: 'Ipsec' };
const wan = { VpnConnectionId: 'vco-wan00001', NextHop: 'vco-wan00001', RouteDest: '172.31.0.0/16', Weight: 100 };
const certificate = { VpnGatewayId: 'vpn-shop0001', CertificateId: 'cert-madeup', CertificateType: 'Signature' };
const things = { ResourceType: 'VPNGATEWAY', ResourceId: ['vpn-shop0001', 'vpn-data0001'] };
const network = { VpcId: 'vpc-data0001', VSwitchId: 'vsw-data000h', DisasterRecoveryVSwitchId: 'vsw-data000i' };

/** Good calls of each action that together say every parameter; a connection of one tunnel is another than one of two. */
const calls: Readonly<Record<string, readonly Values[]>> = {
  CreateVpnGateway: [
    {
      ...{ ...network, Name: 'oslo', Bandwidth: 200, EnableIpsec: true, EnableSsl: true, SslConnections: 50 },
      ...{ InstanceChargeType: 'PREPAY', Period: 12, AutoPay: true, NetworkType: 'public', VpnType: 'Normal' },
      ResourceGroupId: 'rg-madeup',
    },
  ],
  ModifyVpnGatewayAttribute: [
    { VpnGatewayId: 'vpn-shop0001', Name: 'shop-2', Description: 'made up', AutoPropagate: true },
  ],
  DeleteVpnGateway: [{ VpnGatewayId: 'vpn-bare0001' }],
  MoveVpnResourceGroup: [{ InstanceId: 'vpn-shop0001', ResourceType: 'VpnGateway', NewResourceGroupId: 'rg-madeup' }],
  TagResources: [{ ...things, Tag: tags }],
  UnTagResources: [
    { ...things, TagKey: ['env', 'team'] },
    { ...things, All: true },
  ],
  AssociateVpnGatewayWithCertificate: [certificate],
  DissociateVpnGatewayWithCertificate: [certificate],
  CreateCustomerGateway: [
    {
      ...{ IpAddress: '192.0.2.61', Name: 'oslo', Description: 'made up', Asn: '65030', AuthKey: 'FAKE-bgp-key-oslo' },
      ...{ ResourceGroupId: 'rg-madeup', Tags: tags },
    },
  ],
  ModifyCustomerGatewayAttribute: [
    ...[{ CustomerGatewayId: 'cgw-lyon0001', Name: 'lyon-2', Description: 'made up', AuthKey: 'FAKE-bgp-key-lyon-2' }],
  ],
  DeleteCustomerGateway: [{ CustomerGatewayId: 'cgw-gone0001' }],
  CreateVpnConnection: [
    { ...ofOne, VpnGatewayId: 'vpn-old00001', CustomerGatewayId: 'cgw-lyon0001', RemoteCaCertificate: PEM, Tags: tags },
    {
      ...{ ...ofTwo, VpnGatewayId: 'vpn-shop0001', Tags: tags },
      TunnelOptionsSpecification: [
        { Role: 'master', ...gatewayTunnel(61, 'cgw-lyon0001') },
        { Role: 'slave', ...gatewayTunnel(62, 'cgw-lyon0002') },
      ],
    },
  ],
  ModifyVpnConnectionAttribute: [
    { ...ofOne, VpnConnectionId: 'vco-depot001', RemoteCaCertificate: PEM },
    {
      ...{ ...ofTwo, VpnConnectionId: 'vco-berlin01' },
      TunnelOptionsSpecification: [
        { TunnelId: 'tun-berlin01a', Role: 'master', ...gatewayTunnel(61, 'cgw-lyon0001') },
        { TunnelId: 'tun-berlin01b', Role: 'slave', ...gatewayTunnel(62, 'cgw-lyon0002') },
      ],
    },
  ],
  ModifyTunnelAttribute: [
    {
      ...{ VpnConnectionId: 'vco-lyon0001', TunnelId: 'tun-lyon0001b' },
      TunnelOptionsSpecification: gatewayTunnel(61, 'cgw-lyon0001'),
    },
  ],
  DeleteVpnConnection: [{ VpnConnectionId: 'vco-porto001' }],
  CreateVpnAttachment: [
    { ...attachmentOfOne, TunnelBandwidth: 'Standard', ResourceGroupId: 'rg-madeup', Tags: tags },
    {
      ...attachmentOfTwo,
      TunnelOptionsSpecification: [
        { TunnelIndex: 1, ...tunnel(61, 'cgw-lyon0001') },
        { TunnelIndex: 2, ...tunnel(62, 'cgw-lyon0002') },
      ],
    },
  ],
  ModifyVpnAttachmentAttribute: [
    { ...attachmentOfOne, VpnConnectionId: 'vco-solo0001' },
    {
      ...{ ...attachmentOfTwo, VpnConnectionId: 'vco-wan00001' },
      TunnelOptionsSpecification: [
        { TunnelId: 'tun-wan00001a', TunnelIndex: 1, ...tunnel(61, 'cgw-lyon0001') },
        { TunnelId: 'tun-wan00001b', TunnelIndex: 2, ...tunnel(62, 'cgw-lyon0002') },
      ],
    },
  ],
  DeleteVpnAttachment: [{ VpnConnectionId: 'vco-solo0001' }],
  CreateVcoRouteEntry: [{ ...wan, ...Ipsec, RouteDest: '172.28.0.0/16', Description: 'made up' }],
  ModifyVcoRouteEntryWeight: [{ ...wan, ...Ipsec, NewWeight: 0 }],
  DeleteVcoRouteEntry: [{ ...wan, ...Ipsec }],
  CreateVpnRouteEntry: [
    { ...route, ...Ipsec, RouteDest: '172.29.0.0/16', Weight: 100, PublishVpc: true, Description: 'made up' },
  ],
  ModifyVpnRouteEntryWeight: [{ ...route, ...Ipsec, Weight: 100, NewWeight: 0 }],
  DeleteVpnRouteEntry: [{ ...route, ...Ipsec, Weight: 100 }],
  PublishVpnRouteEntry: [{ ...route, RouteType: 'dbr', PublishVpc: false }],
  CreateVpnPbrRouteEntry: [
    {
      ...{ ...policy, ...Ipsec, RouteDest: '172.29.0.0/16', Weight: 100, PublishVpc: false, Priority: 7 },
      Description: 'made up',
    },
  ],
  ModifyVpnPbrRouteEntryWeight: [{ ...policy, ...Ipsec, Weight: 100, NewWeight: 0 }],
  ModifyVpnPbrRouteEntryPriority: [{ ...policy, Weight: 100, NewPriority: 8 }],
  ModifyVpnPbrRouteEntryAttribute: [{ ...policy, Weight: 100, NewWeight: 0, NewPriority: 9 }],
  DeleteVpnPbrRouteEntry: [{ ...policy, ...Ipsec, Weight: 100 }],
  CreateSslVpnServer: [{ ...server, VpnGatewayId: 'vpn-data0001' }],
  ModifySslVpnServer: [{ ...server, SslVpnServerId: 'vss-shop0001' }],
  DeleteSslVpnServer: [{ SslVpnServerId: 'vss-shop0001' }],
  CreateSslVpnClientCert: [{ SslVpnServerId: 'vss-shop0001', Name: 'olga' }],
  ModifySslVpnClientCert: [{ SslVpnClientCertId: 'vsc-ana', Name: 'ana-2' }],
  DeleteSslVpnClientCert: [{ SslVpnClientCertId: 'vsc-ana' }],
};

/** A connection of one tunnel on a transit router. */
const single = {
  ...{ VpnConnectionId: 'vco-solo0001', Name: 'solo', CustomerGatewayId: 'cgw-wan00001' },
  ...{ LocalSubnet: '0.0.0.0/0', RemoteSubnet: '172.28.0.0/16', AttachInstanceId: 'cen-wan00001' },
};
/** What some calls need beside the public world. */
const national = { 'vpn-shop0001.VpnType': 'NationalStandard' };
const patches: Readonly<Record<string, Values>> = {
  CreateSslVpnServer: { 'vpn-data0001.SslVpn': 'enable' },
  DeleteVpnGateway: {
    'gateways+': {
      ...{ VpnGatewayId: 'vpn-bare0001', Name: 'bare', VpcId: 'vpc-data0001', VSwitchId: 'vsw-data000h' },
      ...{ Spec: '5M', InternetIp: '203.0.113.60', ChargeType: 'POSTPAY' },
    },
  },
  AssociateVpnGatewayWithCertificate: national,
  DissociateVpnGatewayWithCertificate: national,
  CreateVpnConnection: national,
  ModifyVpnAttachmentAttribute: { 'connections+': single },
  DeleteVpnAttachment: { 'connections+': single },
};

/** Parameters as they stand on the wire: lists counted from one, members behind dots, some objects as JSON texts. */
const onWire = (value: unknown, at = ''): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => onWire(one, `${at}.${index + 1}`));
  if (typeof value !== 'object' || value === null) return [[at, String(value)]];
  if (jsonTexts[at]) return Object.entries(value).map(([name, one]) => [`${at}{${name}}`, String(one)] as const);
  return Object.entries(value).flatMap(([name, one]) => onWire(one, at ? `${at}.${name}` : name));
};

/** What was sent, JSON texts taken apart. */
const sentIn = (parameters: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, text]) =>
      jsonTexts[name]
        ? Object.entries(JSON.parse(text)).map(([member, value]) => [`${name}{${member}}`, String(value)])
        : [[name, text]],
    ),
  );

/** Names as the documents have them, without the places of lists. */
const namesIn = (sent: Values): readonly string[] =>
  Object.keys(sent).map((name) => name.replace(/\{.*\}$/, '').replace(/\.\d+(?=\.|$)/g, '[]'));

const agreeing: Human = async ({ message, requestedSchema }) => {
  const [[field, schema] = ['', {}]] = Object.entries(requestedSchema.properties ?? {});
  const [, name = ''] = /To confirm, type: (.+)$/m.exec(message) ?? [];
  return { action: 'accept', content: { [field]: Object(schema).type === 'boolean' ? true : name } };
};

const start = (action: string): Promise<Started> =>
  startWorld({
    ...{ world: 'public', human: agreeing, args: ['--tools', action] },
    ...(patches[action] && { patch: patches[action] }),
  });

/** What the documents list for an action, but for structures, whose members stand beside them. */
const listed = (action: string): readonly string[] => {
  // A dry run of certificates answers as the call does, so that it is not used.
  const rows = Object.entries(documented[action] ?? {}).filter(
    ([name]) => name !== 'DryRun' || !action.endsWith('WithCertificate'),
  );
  return rows
    .filter(([name]) => !rows.some(([other]) => other.startsWith(`${name}.`) || other.startsWith(`${name}[]`)))
    .map(([name, type]) => (type.startsWith('array') ? `${name}[]` : name));
};

describe('each documented parameter of a change is found on the wire', () => {
  it.each(Object.keys(documented))('%s', async (action) => {
    const seen: string[] = [];
    for (const given of calls[action] ?? []) {
      const { agent, requests, sandbox } = await start(action);
      if (action.startsWith('Dissociate'))
        sandbox.world.data.certificate_associations.push({ ...certificate, AssociationTime: 0 });
      const { text } = await agent.call(action, { ...given });
      const sent = (await requests(action)).map(({ parameters }) => sentIn(parameters));
      expect(sent.at(-1), text).toMatchObject({ ...byItself(action), ...Object.fromEntries(onWire(given)) });
      seen.push(...sent.flatMap(namesIn));
    }
    expect(listed(action).filter((name) => !seen.includes(name))).toEqual([]);
  });
});

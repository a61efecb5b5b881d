import { z } from 'zod';
import { type Fields, isFields, type Platform } from '../action.ts';
import { cidr, ipv4 } from './addresses.ts';
import { must, say } from './explain.ts';
import { count, customerGatewayId, flag, oneOf, request, sized, text, tunnelId, within, wordOf } from './fields.ts';
import { byPlatform, onPublic } from './platform-rows.ts';
import { briefPsk, psk } from './secret.ts';

// What an IPsec connection is made of: one tunnel whose settings stand in three JSON texts, or, on today's public cloud, two
// tunnels with settings of their own.

const ENCRYPTIONS = ['aes', 'aes192', 'aes256', 'des', '3des'] as const;
/** Gateways of the Chinese national standard know these and no others. */
const ENCRYPTIONS_TODAY = [...ENCRYPTIONS, 'sm4'] as const;
const encryption = (today: z.ZodType = oneOf(...ENCRYPTIONS_TODAY)) =>
  byPlatform(oneOf(...ENCRYPTIONS_TODAY).optional(), {
    stack: oneOf(...ENCRYPTIONS).optional(),
    public: today.optional(),
  });

/**
 * The guide offers md5 and sha1 only, newer builds of the same API also the SHA-2 family. All are let through: a
 * build that knows less says so, while a list that is too short would force the weakest choice on everybody.
 */
const HASHES = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;
const HASHES_TODAY = [...HASHES, 'sm3'] as const;
const authentication = (today: z.ZodType = oneOf(...HASHES_TODAY)) =>
  byPlatform(oneOf(...HASHES_TODAY).optional(), {
    stack: oneOf(...HASHES).optional(),
    public: today.optional(),
  });

const GROUPS_TODAY = ['group1', 'group2', 'group5', 'group14'] as const;
const GROUPS = [...GROUPS_TODAY, 'group24'] as const;

const lifetime = count(0, 86400).optional().describe('seconds');
/** The same, for where the unit stands beside it. */
const shortLifetime = within(0, 86400).optional();
const identity = sized(1, 100).optional();

const KEY_WORDS = 'generate makes one; file, env name one';

/**
 * A JSON text on the wire. The guide's request tables call the local identity LocalIdIPsec, its replies and all the
 * vendor's SDKs LocalId: LocalId is sent, the other taken as an alias. Defaults are not written here: the guide has
 * md5 for a new connection and sha1 for a changed one, and none of them is ever filled in.
 */
export const ikeConfig = request({
  Psk: byPlatform(psk.optional(), {
    stack: psk.optional().describe(KEY_WORDS),
    public: briefPsk.optional().describe(KEY_WORDS),
  }),
  IkeVersion: oneOf('ikev1', 'ikev2').optional(),
  IkeMode: oneOf('main', 'aggressive').optional(),
  IkeEncAlg: encryption(),
  IkeAuthAlg: authentication(),
  IkePfs: byPlatform(oneOf(...GROUPS).optional(), {
    stack: oneOf(...GROUPS).optional(),
    public: oneOf(...GROUPS_TODAY).optional(),
  }),
  IkeLifetime: lifetime,
  LocalId: identity,
  LocalIdIPsec: byPlatform(sized(1, 100).optional(), { stack: identity.describe('old name of LocalId') }),
  RemoteId: identity,
}).refine(({ LocalId, LocalIdIPsec }) => !LocalId || !LocalIdIPsec || LocalId === LocalIdIPsec, {
  path: ['LocalIdIPsec'],
  error: 'IkeConfig.LocalIdIPsec is an older name of LocalId: give LocalId alone',
});

/** The same with its values in words: shown where another tool beside it lists them. */
export const ikeConfigInWords = request({
  Psk: briefPsk.optional(),
  IkeVersion: wordOf('ikev1', 'ikev2').optional(),
  IkeMode: wordOf('main', 'aggressive').optional(),
  IkeEncAlg: wordOf(...ENCRYPTIONS_TODAY).optional(),
  IkeAuthAlg: wordOf(...HASHES_TODAY).optional(),
  IkePfs: wordOf(...GROUPS_TODAY).optional(),
  IkeLifetime: shortLifetime,
  LocalId: identity,
  RemoteId: identity,
});

/** A JSON text on the wire. `disabled` (no PFS) is a newer value that both Terraform providers know. */
export const ipsecConfig = request({
  IpsecEncAlg: encryption(wordOf(...ENCRYPTIONS_TODAY)),
  IpsecAuthAlg: authentication(wordOf(...HASHES_TODAY)),
  IpsecPfs: byPlatform(oneOf(...GROUPS, 'disabled').optional(), {
    stack: oneOf(...GROUPS, 'disabled').optional(),
    public: wordOf(...GROUPS_TODAY, 'disabled')
      .optional()
      .describe('or disabled'),
  }),
  IpsecLifetime: byPlatform(shortLifetime, { stack: lifetime, public: shortLifetime }),
});

/** A JSON text on the wire, with the wire's own lower-case keys; replies call it VcoHealthCheck, capitalised. */
export const healthCheckConfig = request({
  enable: flag.optional(),
  dip: ipv4.optional().describe('peer-side target'),
  sip: ipv4.optional().describe('VPC-side source'),
  interval: count(1).optional().describe('seconds'),
  retry: count(1).optional(),
  Policy: onPublic(oneOf('revoke_route', 'reserve_route').optional()),
});

const asn = within(1, 4_294_967_295);

/** Blocks that the cloud's BGP keeps for itself. */
const KEPT_TUNNELS: readonly string[] = [
  ...Array.from({ length: 7 }, (_, third) => `169.254.${third}.0/30`),
  '169.254.169.252/30',
];

const isTunnelBlock = (given: string): boolean => {
  const [, last] = /^169\.254\.\d+\.(\d+)\/30$/.exec(given) ?? [];
  return last !== undefined && Number(last) % 4 === 0 && !KEPT_TUNNELS.includes(given);
};

const tunnelCidr = cidr.refine(
  ...must(isTunnelBlock, `is a /30 of 169.254.0.0/16 such as 169.254.10.0/30, and none of ${KEPT_TUNNELS.join(', ')}`),
);

const bgpPlace = { LocalAsn: asn.optional(), TunnelCidr: tunnelCidr.optional(), LocalBgpIp: ipv4.optional() };

/** A JSON text on the wire: BGP over a connection of one tunnel. */
export const bgpConfig = request({ EnableBgp: flag.optional(), ...bgpPlace });

/** A certificate as PEM text; a gateway of the Chinese national standard knows its peer by it. */
export const caCertificate = text.refine(
  ...must(
    (given: string) => /^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/.test(given),
    'is a certificate as PEM text, from BEGIN CERTIFICATE to END CERTIFICATE',
  ),
);

/** Settings of one tunnel. Their values are those of IkeConfig and IpsecConfig, checked and not shown once more. */
const tunnelSettings = {
  CustomerGatewayId: customerGatewayId.optional(),
  TunnelIkeConfig: ikeConfigInWords.optional(),
  TunnelIpsecConfig: request({
    IpsecEncAlg: wordOf(...ENCRYPTIONS_TODAY).optional(),
    IpsecAuthAlg: wordOf(...HASHES_TODAY).optional(),
    IpsecPfs: wordOf(...GROUPS_TODAY, 'disabled').optional(),
    IpsecLifetime: shortLifetime,
  }).optional(),
  TunnelBgpConfig: request(bgpPlace).optional(),
  EnableDpd: flag.optional(),
  EnableNatTraversal: flag.optional(),
};

/** A tunnel of a VPN gateway may have a certificate of its peer; one of a transit router has none. */
const gatewayTunnel = { ...tunnelSettings, RemoteCaCertificate: caCertificate.optional() };

const role = oneOf('master', 'slave').optional();

const isOnce = (values: readonly unknown[]): boolean => {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size === given.length;
};

type TunnelPlace = { readonly [Name in 'Role' | 'TunnelId' | 'TunnelIndex']?: unknown };

/** Tunnels, each another one: two where they are made, one or both where they are changed. */
const tunnels = <T extends z.ZodType<TunnelPlace>>(tunnel: T, least: 1 | 2) =>
  z
    .array(tunnel, { error: say })
    .refine(
      ...must(
        (given: readonly unknown[]) => given.length >= least && given.length <= 2,
        least === 2 ? 'has both tunnels, two entries' : 'has one or both tunnels',
      ),
    )
    .refine(
      ...must(
        (given: readonly TunnelPlace[]) =>
          isOnce(given.map(({ Role }) => Role)) &&
          isOnce(given.map(({ TunnelId }) => TunnelId)) &&
          isOnce(given.map(({ TunnelIndex }) => TunnelIndex)),
        'names a tunnel twice: one is master, the other slave',
      ),
    );

const TUNNELS = 'values as in IkeConfig';

export const newTunnels = tunnels(request({ Role: role, ...gatewayTunnel }), 2).describe(`both; ${TUNNELS}`);
export const changedTunnels = tunnels(
  request({ TunnelId: tunnelId.optional(), Role: role, ...gatewayTunnel }),
  1,
).describe(TUNNELS);
export const changedTunnel = request(gatewayTunnel);

const tunnelIndex = oneOf(1, 2).optional();

export const newAttachmentTunnels = tunnels(request({ TunnelIndex: tunnelIndex, ...tunnelSettings }), 2).describe(
  `both; ${TUNNELS}`,
);
export const changedAttachmentTunnels = tunnels(
  request({ TunnelId: tunnelId.optional(), TunnelIndex: tunnelIndex, ...tunnelSettings }),
  1,
).describe(TUNNELS);

/** Settings of a connection that is its own tunnel: not told to one with two. */
const SETTINGS_OF_ONE = [
  'CustomerGatewayId',
  'IkeConfig',
  'IpsecConfig',
  'HealthCheckConfig',
  'BgpConfig',
  'EnableDpd',
  'EnableNatTraversal',
  'RemoteCaCertificate',
  'RemoteCaCert',
] as const;

/** Settings of one tunnel, given to a connection that is to have two. */
const misplacedIn = (input: Fields): readonly string[] =>
  input['TunnelOptionsSpecification'] === undefined
    ? []
    : SETTINGS_OF_ONE.filter((field) => input[field] !== undefined);

/** Each tunnel of two has its own settings, and the cloud drops what stands beside them. */
export const inTheirPlace = [
  (input: Fields) => misplacedIn(input).length === 0,
  {
    error: ({ input }: { readonly input?: unknown }) =>
      `${misplacedIn(isFields(input) ? input : {}).join(', ')} beside TunnelOptionsSpecification: give it inside, for each tunnel`,
  },
] as const;

/** Whether the cloud adds routes by itself: today's public cloud does unless told otherwise. */
export const addsRoutes = (platform: Platform, { AutoConfigRoute }: Fields): boolean =>
  typeof AutoConfigRoute === 'boolean' ? AutoConfigRoute : platform === 'public';

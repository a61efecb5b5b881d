import { z } from 'zod';

const limit = (value: number) => z.number().int().min(0).default(value);

/**
 * What is not known of the real cloud, or differs between sites, as named switches of a world. The defaults follow the
 * vendor's guide, or the official providers where the guide is silent.
 */
export const platformSchema = z.strictObject({
  kind: z
    .enum(['stack', 'public'])
    .default('stack')
    .describe('Which cloud: stack = Apsara Stack, as its guide has it; public = the public cloud of today.'),
  top_level: z
    .enum(['as-today', 'absent', 'empty', 'first-tunnel'])
    .default('as-today')
    .describe(
      'What a connection with two tunnels says beside them, on public: its own settings and the better status; nothing; empty texts and structures; a copy of the first tunnel.',
    ),
  tunnel_list: z
    .enum(['list', 'flat', 'object', 'null', 'three', 'same-role'])
    .default('list')
    .describe(
      'How the two tunnels come, on public: as documented; a list without its inner name; the first alone; null; one too many; both of one role.',
    ),
  connection_log: z
    .enum(['cloud', 'strongswan'])
    .default('cloud')
    .describe("Whose words DescribeVpnConnectionLogs has: the cloud's own daemon, or that of newer gateways."),
  pace: z
    .enum(['quick', 'real', 'instant'])
    .default('quick')
    .describe('How long changes take: quick = a new gateway within 2 s, a change within 0.5 s; real = minutes.'),
  polls: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Changes last for this many requests that name the gateway, instead of for a time.'),
  psk_masking: z.enum(['plain', 'masked']).default('plain').describe('Whether reads show Psk, or asterisks.'),
  ike_config: z
    .enum(['merge', 'replace'])
    .default('merge')
    .describe('What happens to absent members of IkeConfig and IpsecConfig on modify: kept, or back to the default.'),
  weight_contract: z
    .enum(['guide', 'public', 'dual-tunnel'])
    .default('guide')
    .describe(
      'guide: demote then promote; public: refused while the other entry of a pair exists; dual-tunnel: success without effect.',
    ),
  log_complete: z.boolean().default(true).describe('IsCompleted of the SSL log reply.'),
  reply_shapes: z
    .enum(['clean', 'guide'])
    .default('clean')
    .describe("guide: wrapped, stringly and misspelt as the guide's samples are."),
  allowed_auth: z.array(z.string()).default(['md5', 'sha1']),
  allowed_enc: z.array(z.string()).default(['aes', 'aes192', 'aes256', 'des', '3des']),
  allowed_dh: z.array(z.string()).default(['group1', 'group2', 'group5', 'group14', 'group24']),
  local_id_key: z
    .enum(['both', 'LocalId', 'LocalIdIPsec'])
    .default('both')
    .describe('Under which key IkeConfig carries the identity of the cloud end in requests.'),
  download_orientation: z
    .enum(['on-prem', 'cloud'])
    .default('on-prem')
    .describe('From whose side DownloadVpnConnectionConfig is written.'),
  gateway_client_token: z
    .enum(['ignored', 'honoured'])
    .default('ignored')
    .describe('Whether CreateVpnGateway knows ClientToken (the guide does not list it).'),
  dry_run: z
    .enum(['honoured', 'ignored'])
    .default('honoured')
    .describe('What DryRun does to a change, on public: it is only checked, or it is made as if nobody had asked.'),
  asapi_http_200_failures: z.boolean().default(false).describe('ASAPI failures come with HTTP status 200.'),
  need_ssl: z
    .boolean()
    .default(false)
    .describe('Plain HTTP is refused unless the signed parameter SecureTransport=true is sent.'),
  max_session_seconds: z.number().int().min(900).default(3600).describe('Longest life of an assumed role.'),
  quotas: z
    .strictObject({
      gateways: limit(30),
      customer_gateways: limit(100),
      connections_per_gateway: limit(10),
      attachments: limit(50),
      routes_per_gateway: limit(20),
      policy_routes_per_gateway: limit(20),
      cidrs_per_side: limit(5),
      ssl_servers_per_gateway: limit(1),
      ssl_certs: limit(100),
    })
    .prefault({})
    .describe('Per region and account, except those per gateway; further ones answer Resource.QuotaFull.'),
});

export type Platform = z.output<typeof platformSchema>;

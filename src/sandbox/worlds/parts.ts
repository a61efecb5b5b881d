import { z } from 'zod';

/** What several lists of a world file are made of. */

export const moment = z
  .union([z.number().int(), z.iso.datetime()])
  .transform((value) => (typeof value === 'number' ? value : Date.parse(value)))
  .meta({ id: 'Moment', description: 'Epoch milliseconds or ISO 8601 UTC, by the clock of the world.' });

export const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-.`), `must start with ${prefix}-`);

const byte = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const block = `${byte}(\\.${byte}){3}/(3[0-2]|[12]?\\d)`;
export const cidr = z.string().regex(new RegExp(`^${block}$`), 'must be an IPv4 block such as 10.0.0.0/24');
export const cidrList = z
  .string()
  .regex(new RegExp(`^${block}(, ?${block})*$`), 'must be IPv4 blocks joined by commas, such as 10.0.0.0/24');

export const owner = {
  RegionId: z.string().optional().describe('Default: the region of what it belongs to, or default_region.'),
  Department: z.string().optional().describe('Organization ID; absent = seen by every organization.'),
  DepartmentName: z.string().optional(),
  ResourceGroup: z.string().optional(),
  ResourceGroupName: z.string().optional(),
};

export const words = (...all: [string, ...string[]]) => z.enum(all);

export const ikeConfig = z
  .strictObject({
    Psk: z.string().min(1).optional(),
    IkeVersion: words('ikev1', 'ikev2').optional(),
    IkeMode: words('main', 'aggressive').optional(),
    IkeEncAlg: z.string().optional(),
    IkeAuthAlg: z.string().optional(),
    IkePfs: z.string().optional(),
    IkeLifetime: z.number().int().min(0).optional(),
    LocalId: z.string().optional(),
    RemoteId: z.string().optional(),
  })
  .meta({ id: 'IkeConfig' });

export const ipsecConfig = z
  .strictObject({
    IpsecEncAlg: z.string().optional(),
    IpsecAuthAlg: z.string().optional(),
    IpsecPfs: z.string().optional(),
    IpsecLifetime: z.number().int().min(0).optional(),
  })
  .meta({ id: 'IpsecConfig' });

export const healthCheck = z.strictObject({
  Enable: words('true', 'false').optional(),
  Dip: z.string().optional(),
  Sip: z.string().optional(),
  Interval: z.number().int().optional(),
  Retry: z.number().int().optional(),
  Status: words('success', 'failed').optional().describe('Computed where the connection has a peer.'),
});

/** The simulated device at the other end; see `Device`. */
export const deviceShape = {
  Up: z.boolean().optional(),
  Address: z.ipv4().optional().describe('The public address it sends from; default: the customer gateway says right.'),
  RemoteAddress: z.ipv4().optional().describe('Where it looks for the VPN gateway; default: where it is.'),
  BehindNat: z.boolean().optional(),
  BlockedPorts: z.array(z.number().int()).optional().describe('UDP 500 and 4500; 50 for the ESP protocol.'),
  Answers: z
    .union([z.boolean(), z.array(z.ipv4())])
    .optional()
    .describe('Which addresses answer to pings.'),
  ReturnRoute: z.boolean().optional(),
  Initiates: z.boolean().optional(),
  IkeConfig: ikeConfig.optional(),
  IpsecConfig: ipsecConfig.optional(),
  IkeProposals: z
    .array(z.strictObject({ IkeEncAlg: z.string(), IkeAuthAlg: z.string(), IkePfs: z.string() }))
    .min(1)
    .optional(),
  IpsecProposals: z
    .array(z.strictObject({ IpsecEncAlg: z.string(), IpsecAuthAlg: z.string(), IpsecPfs: z.string() }))
    .min(1)
    .optional(),
  LocalSubnet: cidrList.optional(),
  RemoteSubnet: cidrList.optional(),
};

export const device = z.strictObject(deviceShape).meta({
  id: 'Device',
  description: 'A simulated device, seen from itself. What is left out agrees with the cloud as the world has it.',
});

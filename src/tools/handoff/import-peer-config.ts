import { z } from 'zod';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { Refused } from '../../errors.ts';
import { PEER_VENDORS, type PeerVendor } from '../../vendors/index.ts';
import { MAX_PASTED } from '../argument-limits.ts';
import { readEnds } from '../ends/read-peer-config.ts';
import { notSeen, type RegionInventory, readInventory } from '../inventory/inventory.ts';
import { formatUnreadPart } from '../pasted-text.ts';
import { createArguments, type ImportedTunnel, seenByPeer } from '../peer-config/import-call.ts';
import { findGateways } from '../peer-config/import-gateways.ts';
import { importEnd } from '../peer-config/import-settings.ts';
import { defineTool } from '../tool.ts';

/** More connections of one paste are not imported at once. */
const MOST_ENDS = 10;

const KEY = 'the key, given by reference as IkeConfig.Psk (file, env or generate); the one in the text is not repeated';

const refuseUnread = (formats: readonly PeerVendor[], foreign: string | undefined): never => {
  throw new Refused(
    'refused',
    foreign === undefined
      ? `Nothing of an IPsec connection was read in PeerConfig (tried as ${formats.join(', ')}).`
      : `PeerConfig is of ${foreign}, which is not read here.`,
    'Paste the whole VPN part of the configuration, name PeerVendor, or write the settings one a line: IkeVersion: ikev2.',
  );
};

/** The vendor that is named; refuses another word with those that there are. */
const vendorNamed = (asked: string | undefined): PeerVendor | undefined => {
  const found = PEER_VENDORS.find((name) => name === asked);
  if (asked === undefined || found !== undefined) return found;
  throw new Refused(
    'refused',
    `PeerVendor “${asked}” is not known.`,
    `Leave it out, so that it is detected, or give one of ${PEER_VENDORS.join(', ')}.`,
  );
};

/** Reads where a connection would belong; the region that the call names, or the server's own. */
const regionFor = async (invoke: Invoke, call: Call, asked: string | undefined) => {
  const RegionId = asked ?? (await call.region?.());
  const inventory = await readInventory(invoke, call, { RegionId, kinds: ['gateways', 'customerGateways'] });
  const [region] = inventory.regions;
  const none: RegionInventory = {
    ...{ RegionId: RegionId ?? '', gateways: [], customerGateways: [], connections: [], routes: [] },
    ...{ sslServers: [], certificates: [] },
  };
  return { region: region ?? none, unseen: notSeen(inventory) };
};

const doubtsIn = (tunnels: readonly ImportedTunnel[]): readonly string[] => [
  ...new Set(tunnels.flatMap(({ end }) => (end.doubts ?? []).map(({ kind, what }) => `${kind}: "${what}"`))),
];

const each = (tunnels: readonly ImportedTunnel[], of: (tunnel: ImportedTunnel) => readonly string[]): string[] => [
  ...new Set(
    tunnels.flatMap((tunnel) =>
      of(tunnel).map((line) =>
        tunnels.length > 1 ? `${tunnel.end.name ?? tunnel.end.peer_addr ?? '-'}: ${line}` : line,
      ),
    ),
  ),
];

/** Reads a peer's configuration as the arguments of a connection to it. Changes nothing. */
export const ImportPeerConfig = defineTool({
  name: 'ImportPeerConfig',
  toolset: 'handoff',
  description:
    "Read a peer's IPsec configuration into arguments of CreateVpnConnection, with what is missing. Changes nothing.",
  risk: 'read',
  input: z.strictObject(
    {
      PeerConfig: z
        .string({ error: say })
        .min(1)
        .max(MAX_PASTED, 'PeerConfig is at most 1 MB: paste the VPN part only'),
      // A list of all of them would cost each conversation what a wrong name costs the one that has it.
      PeerVendor: z.string({ error: say }).max(40).optional().describe('default: detected'),
      RegionId: regionId,
    },
    { error: say },
  ),
  output: z.looseObject({
    ReadAs: z.array(z.string()),
    Calls: z.array(z.looseObject({ Tool: z.string(), Arguments: z.looseObject({}) })),
    Missing: z.array(z.string()),
    CannotExpress: z.array(z.string()),
    NotSaid: z.array(z.string()),
    Chosen: z.array(z.string()),
    Doubts: z.array(z.string()),
  }),
  run: async ({ PeerConfig, PeerVendor, RegionId }, call, invoke) => {
    const { lines, ends, formats, foreign, unread } = readEnds(PeerConfig, vendorNamed(PeerVendor));
    const seen = seenByPeer(
      lines,
      ends.map(({ end }) => end),
    );
    if (seen.length === 0) refuseUnread(formats, foreign);
    const { region, unseen } = await regionFor(invoke, call, RegionId);
    const tunnels = seen
      .slice(0, MOST_ENDS)
      .map((end): ImportedTunnel => ({ end, settings: importEnd(end), gateways: findGateways(region, end) }));
    const creates = createArguments(region.RegionId, tunnels, call.platform);
    const makes = tunnels.flatMap(({ gateways }) => gateways.calls);
    const once = new Map(makes.map((one) => [JSON.stringify(one), one] as const));
    const left = seen.length - tunnels.length;
    return {
      ReadAs: [...formats],
      Calls: [...once.values(), ...creates.map((Arguments) => ({ Tool: 'CreateVpnConnection', Arguments }))],
      Missing: [...each(tunnels, ({ gateways }) => gateways.missing), KEY],
      CannotExpress: each(tunnels, ({ settings }) => settings.refused),
      NotSaid: each(tunnels, ({ settings }) => settings.silent),
      Chosen: each(tunnels, ({ settings }) => settings.chosen),
      Doubts: [
        ...doubtsIn(tunnels),
        ...(unread ? formatUnreadPart('PeerConfig', { unread }, 'en') : []),
        ...(left > 0 ? [`${left} more connections are in the text: paste them in a second call`] : []),
        ...unseen.map(({ Action, Reason }) => `${Action}: ${Reason}`),
      ],
    };
  },
});

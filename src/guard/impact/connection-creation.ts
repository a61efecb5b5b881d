import type { Fields, Input } from '../../catalogue/action.ts';
import type { CreateVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { overlaps, readBlocks } from '../../network/cidr.ts';
import { called, gatewayNotes, refusalWithout, type Survey, tunnels, unreadParts } from '../plan/impact.ts';
import { type Connection, type Look, listOf } from '../plan/live-state.ts';
import { kindWords, planWords } from '../plan/messages.ts';
import { type Said, said, someOf } from '../text/message.ts';
import { NEW_HOP, noAutoRoutes, surveyAutoRoutes } from './auto-routes.ts';
import { hashNotes } from './platform-messages.ts';
import { surveyCreation } from './rename-and-create.ts';

type Creation = Input<typeof CreateVpnConnection>;

/** What the guide says the cloud takes for a new connection where nothing is given; all of it is old. */
const OLD_DEFAULTS = {
  IkeConfig: { IkeVersion: 'ikev1', IkeEncAlg: 'aes', IkeAuthAlg: 'md5', IkePfs: 'group2' },
  IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'md5', IpsecPfs: 'group2' },
} as const;

/** What is left to the cloud: algorithms that should be stronger, and a key that nobody here would know. */
const defaultNotes = (input: Creation): readonly Said[] => {
  const left = (['IkeConfig', 'IpsecConfig'] as const).flatMap((part) => {
    const given: Fields = input[part] ?? {};
    return Object.entries(OLD_DEFAULTS[part]).flatMap(([field, old]) =>
      given[field] === undefined ? [`${field} ${old}`] : [],
    );
  });
  return [
    ...(left.length > 0 ? [said(planWords.cloudDefaults, { fields: someOf(left) })] : []),
    ...(input.IkeConfig?.Psk === undefined ? [said(planWords.cloudKey)] : []),
  ];
};

/** Blocks that another connection of the gateway has too: what carries them is then not told by the blocks alone. */
const sharedNotes = (
  input: Creation,
  others: readonly Pick<Connection, 'VpnConnectionId' | 'Name' | 'RemoteSubnet'>[],
): readonly Said[] =>
  others.flatMap((row) =>
    readBlocks(row.RemoteSubnet).blocks.flatMap((other) =>
      readBlocks(input.RemoteSubnet)
        .blocks.filter((block) => overlaps(block, other) && !isAny(block) && !isAny(other))
        .map((block) =>
          said(planWords.sharesBlocks, { block, other, name: called(row.VpnConnectionId ?? '', row.Name) }),
        ),
    ),
  );

/** With 0.0.0.0/0 the routes decide anyway. */
const isAny = (block: string): boolean => block === '0.0.0.0/0';

/** A new connection; with AutoConfigRoute the cloud adds routes by itself, and these may draw traffic. */
export const surveyNewConnection = async (input: Creation, look: Look): Promise<Survey> => {
  const { VpnGatewayId, CustomerGatewayId, RegionId } = input;
  const [gateway, customer, connections] = await Promise.all([
    look.gateway(VpnGatewayId),
    look.customerGateway(CustomerGatewayId),
    look.connectionsOf({ VpnGatewayId }),
  ]);
  const notes = gatewayNotes(gateway);
  const { RemoteSubnet } = input;
  const routes = input.AutoConfigRoute
    ? await surveyAutoRoutes({ VpnGatewayId, RemoteSubnet, hop: NEW_HOP }, look, tunnels(connections))
    : noAutoRoutes;
  const twin = listOf(connections).find((row) => row.CustomerGatewayId === CustomerGatewayId);
  const refusal =
    refusalWithout(kindWords.gateway, VpnGatewayId, RegionId, gateway) ??
    refusalWithout(kindWords.customerGateway, CustomerGatewayId, RegionId, customer) ??
    notes.refusal ??
    (twin && said(planWords.connectionExists, { name: called(twin.VpnConnectionId ?? '', twin.Name) }));
  const creation = await surveyCreation('CreateVpnConnection')(input);
  return {
    ...creation,
    gatewayId: VpnGatewayId,
    blast: routes.blast,
    foreseen: [
      ...notes.foreseen,
      ...unreadParts([[kindWords.customerGateway, customer]]),
      ...hashNotes(input),
      ...defaultNotes(input),
      ...sharedNotes(input, listOf(connections)),
      ...routes.foreseen,
    ],
    undo: [...creation.undo, ...routes.undo],
    raises: routes.raises,
    state: { settings: routes.entries, health: null },
    ...(refusal && { refusal }),
  };
};

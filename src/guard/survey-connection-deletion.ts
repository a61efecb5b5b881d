import type { Input } from '../catalogue/action.ts';
import { CreateVpnConnection, type DeleteVpnConnection } from '../catalogue/vpn-connection.ts';
import type { Route } from '../network/routes.ts';
import { connectionState, lookAround } from './connection-facts.ts';
import { type Connection, type Look, listOf } from './look.ts';
import { ikeFields, ipsecFields, liveHealth } from './merge-connection.ts';
import { kindWords, planWords } from './plan-words.ts';
import { type Said, said, someOf } from './said.ts';
import { isMask, type SecretStore } from './secrets.ts';
import {
  called,
  type Fields,
  foundIn,
  gatewayNotes,
  type Survey,
  statusWords,
  surveyOf,
  targetOf,
  tunnels,
  unreadParts,
  withoutTarget,
} from './survey.ts';
import { trafficNotes } from './survey-route.ts';
import { undoCall } from './undo.ts';

/** What becomes of each destination that is routed through a connection when the connection is gone. */
const deletionNotes = (routes: readonly Route[], id: string, known: ReturnType<typeof tunnels>): readonly Said[] => {
  const through = routes.filter(({ NextHop }) => NextHop === id);
  const next = routes.filter(({ NextHop }) => NextHop !== id);
  const traffic = through.flatMap((route) => trafficNotes(routes, next, route, known));
  const stale = said(planWords.stale, {
    count: through.length,
    routes: someOf(through.map(({ RouteDest }) => RouteDest)),
  });
  return through.length > 0 ? [...traffic, stale] : [];
};

/** What is needed to make the connection again; its key is not among it. */
const recipe = (live: Connection): Fields => {
  const { VpnGatewayId, CustomerGatewayId, Name, LocalSubnet, RemoteSubnet, EffectImmediately } = live;
  const pick = (from: Fields | undefined, names: readonly string[]): Fields =>
    Object.fromEntries(names.map((name) => [name, from?.[name]]));
  return {
    ...{ VpnGatewayId, CustomerGatewayId, Name, LocalSubnet, RemoteSubnet, EffectImmediately },
    IkeConfig: pick(live.IkeConfig, ikeFields),
    IpsecConfig: pick(live.IpsecConfig, ipsecFields),
    HealthCheckConfig: liveHealth(live),
  };
};

/** Removing a connection: its tunnel goes down at once, its routes stay and lead nowhere. */
export const surveyConnectionDeletion =
  (secrets: SecretStore) =>
  async (input: Input<typeof DeleteVpnConnection>, look: Look): Promise<Survey> => {
    const id = input.VpnConnectionId;
    const seen = await look.connection(id);
    const live = foundIn(seen);
    if (!live) return withoutTarget(kindWords.connection, id, input.RegionId, seen);
    const around = await lookAround(live, look);
    const known = tunnels(around?.connections ?? { missing: true });
    const notes = around ? gatewayNotes(around.gateway, 'lets pass') : { foreseen: [] };
    return surveyOf(targetOf(id, live.Name), {
      ...notes,
      ...(around && { gatewayId: around.gatewayId }),
      changes: [{ Field: 'VpnConnectionId', Before: id, After: null }],
      blast: [
        said(planWords.tunnelGone, { name: called(id, live.Name), status: statusWords(live.Status) }),
        ...(around ? deletionNotes(listOf(around.routes), id, known) : []),
        ...(around ? unreadParts([[kindWords.routes, around.routes]]) : []),
      ],
      undo: [...undoCall(planWords.undoNewId, CreateVpnConnection, recipe(live)), ...keyUndo(live, secrets)],
      state: connectionState(live, around, secrets),
    });
  };

const keyUndo = (live: Connection, secrets: SecretStore): readonly Said[] => {
  const psk = live.IkeConfig?.Psk;
  if (typeof psk !== 'string' || psk === '' || isMask(psk)) return [said(planWords.undoKeyUnknown)];
  return [said(planWords.undoKey, { fingerprint: secrets.hide(psk).Fingerprint })];
};

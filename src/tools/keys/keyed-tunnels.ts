import type { Fields } from '../../catalogue/action.ts';
import { ModifyVpnAttachmentAttribute } from '../../catalogue/actions/attachment.ts';
import { ModifyTunnelAttribute, ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import type { SecretHandle, Step } from '../../catalogue/invoke.ts';
import { isOwnTunnel, NOT_UNDERSTOOD, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import { refuse } from '../change/refuse.ts';
import type { Connection } from '../inventory/inventory.ts';
import { isCarrying } from '../inventory/tunnel-state.ts';
import { tunnelName } from '../inventory/tunnel-words.ts';

/** One tunnel as far as its key is concerned. */
export interface KeyedTunnel {
  readonly name: string;
  /** Absent where a connection is its own tunnel. */
  readonly TunnelId?: string;
  readonly Role?: string;
  readonly status: string;
  /** Whether it carries traffic; a failing health check says that it does not. */
  readonly isUp: boolean | undefined;
  /** Both ends agree, and so have the same key. */
  readonly isAgreed: boolean;
  /** Absent where the cloud shows a mask or nothing. */
  readonly key: SecretHandle | undefined;
  /** How a change of its key is named in the record. */
  readonly field: string;
  /** Its settings, without the key. */
  readonly settings: Fields;
  /** Its customer gateway. */
  readonly peer: string;
  /** It negotiates when it has to, and may go on with an old key until then. */
  readonly isLate: boolean;
}

const handleOf = (psk: unknown): SecretHandle | undefined => {
  const { Fingerprint, Length } = Object(psk) as Partial<SecretHandle>;
  return typeof Fingerprint === 'string' && typeof Length === 'number' ? { Fingerprint, Length } : undefined;
};

/** As the guard names one of two tunnels. */
const labelOf = ({ Role, TunnelIndex, TunnelId }: Tunnel): string =>
  Role === 'master' || Role === 'slave' ? Role : String(TunnelIndex ?? TunnelId ?? '?');

const keyed = (whole: Connection, tunnel: Tunnel<Connection>): KeyedTunnel => {
  const { connection, TunnelId, Role } = tunnel;
  const { Psk, ...ike } = connection.IkeConfig ?? {};
  const id = whole.VpnConnectionId ?? '';
  const own = isOwnTunnel(whole);
  const title = whole.Name ? `${whole.Name} (${id})` : id;
  return {
    name: own ? title : `${[Role, 'tunnel', tunnelName(tunnel)].filter(Boolean).join(' ')} of ${title}`,
    ...(TunnelId && { TunnelId }),
    ...(Role && { Role }),
    status: connection.Status ?? 'status unknown',
    isUp: isCarrying(connection),
    isAgreed: connection.Status === 'ipsec_sa_established',
    key: handleOf(Psk),
    field: own ? 'IkeConfig.Psk' : `TunnelOptionsSpecification[${labelOf(tunnel)}].TunnelIkeConfig.Psk`,
    settings: {
      ...ike,
      ...connection.IpsecConfig,
      LocalSubnet: connection.LocalSubnet,
      RemoteSubnet: connection.RemoteSubnet,
    },
    peer: connection.CustomerGatewayId ?? 'unknown customer gateway',
    isLate: whole.EffectImmediately === false,
  };
};

/** The tunnels of a connection. Refused where they are not understood: a key must not go to the wrong one. */
export const keyedTunnels = (connection: Connection): readonly KeyedTunnel[] => {
  const { tunnels, notUnderstood } = readTunnels(connection);
  if (notUnderstood)
    return refuse(
      `The tunnels of ${connection.VpnConnectionId} are not understood: ${NOT_UNDERSTOOD[notUnderstood].en}.`,
      'Look at TunnelOptionsSpecification with DescribeVpnConnection, and change the key in the console.',
    );
  return tunnels.map((tunnel) => keyed(connection, tunnel));
};

const NEW_KEY = { Psk: { generate: true as const } };

/** The write that gives one tunnel a new key, and nothing else. */
export const newKeyStep = (RegionId: string, connection: Connection, { TunnelId, Role }: KeyedTunnel): Step => {
  const { VpnConnectionId = '', VpnGatewayId, EffectImmediately } = connection;
  const place = { RegionId, VpnConnectionId };
  const own = isOwnTunnel(connection);
  const tunnel = { TunnelId, TunnelIkeConfig: NEW_KEY };
  if (connection.AttachInstanceId && !VpnGatewayId) {
    const settings = own ? { IkeConfig: NEW_KEY } : { TunnelOptionsSpecification: [tunnel] };
    return { action: ModifyVpnAttachmentAttribute, input: { ...place, ...settings } };
  }
  if (own)
    return {
      action: ModifyVpnConnectionAttribute,
      // Said as it is: where it is left out, a platform may take it for off.
      input: { ...place, IkeConfig: NEW_KEY, ...(EffectImmediately !== undefined && { EffectImmediately }) },
    };
  if (TunnelId !== undefined)
    return {
      action: ModifyTunnelAttribute,
      input: { ...place, TunnelId, TunnelOptionsSpecification: { TunnelIkeConfig: NEW_KEY } },
    };
  return {
    action: ModifyVpnConnectionAttribute,
    input: { ...place, TunnelOptionsSpecification: [{ Role, TunnelIkeConfig: NEW_KEY }] },
  };
};

/** The fields, but for the key, that are not as they were. */
export const strayedFields = (before: KeyedTunnel, after: KeyedTunnel): readonly string[] =>
  Object.keys({ ...before.settings, ...after.settings }).filter(
    (field) => String(before.settings[field] ?? '') !== String(after.settings[field] ?? ''),
  );

import type { Fields } from '../../catalogue/action.ts';
import type { Language } from '../../catalogue/message.ts';
import { NOT_UNDERSTOOD, readTunnels, type Tunnel } from '../../network/tunnels.ts';

/** What a tunnel is called: its ID, else its role or its number. */
export const tunnelName = ({ TunnelId, Role, TunnelIndex }: Tunnel): string =>
  TunnelId ?? Role ?? (TunnelIndex === undefined ? 'tunnel' : `tunnel ${TunnelIndex}`);

/** Why the tunnels of a connection are not understood; undefined where they are. */
export const whyNotUnderstood = (connection: Fields, language: Language): string | undefined => {
  const { notUnderstood } = readTunnels(connection);
  return notUnderstood && NOT_UNDERSTOOD[notUnderstood][language];
};

import type { Fields } from '../../catalogue/action.ts';
import type { Language, LocalizedText } from '../../catalogue/message.ts';
import { type NotUnderstood, readTunnels, type Tunnel } from '../../network/tunnels.ts';

/** What a tunnel is called: its ID, else its role or its number. */
export const tunnelName = ({ TunnelId, Role, TunnelIndex }: Tunnel): string =>
  TunnelId ?? Role ?? (TunnelIndex === undefined ? 'tunnel' : `tunnel ${TunnelIndex}`);

const reasons: Readonly<Record<NotUnderstood, LocalizedText>> = {
  null: { en: 'their list is null', zh: '列表为 null' },
  'no list': { en: 'they come as no list', zh: '不是列表' },
  'more than two': { en: 'there are more than two', zh: '多于两条' },
  'no tunnel': { en: 'one of them is no tunnel', zh: '其中一条不是隧道' },
  'the same twice': { en: 'one stands there twice', zh: '同一条出现两次' },
};

/** Why the tunnels of a connection are not understood; undefined where they are. */
export const whyNotUnderstood = (connection: Fields, language: Language): string | undefined => {
  const { notUnderstood } = readTunnels(connection);
  return notUnderstood && reasons[notUnderstood][language];
};

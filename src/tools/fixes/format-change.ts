import { isFields } from '../../catalogue/action.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { Evidence } from '../causes/evidence.ts';
import { nameOf, type TunnelFacts, tunnelName } from '../judges/tunnel-facts.ts';
import type { Fix } from './fix.ts';

/** Settings of a tunnel: sent for a connection with several, they would be set beside its tunnels, or for all of them. */
const OF_TUNNEL = ['IkeConfig', 'IpsecConfig', 'HealthCheckConfig'] as const;

const IN_WORDS: LocalizedText = {
  en: 'In the cloud, for tunnel {tunnel} of {name} alone: {change}. No call for one of several tunnels is offered here.',
  zh: '在云端仅对 {name} 的隧道 {tunnel} 修改：{change}。此处不提供针对多条隧道中某一条的调用。',
};

/** A key is never told; that it is one at both ends is. */
const SAME_KEY: LocalizedText = { en: 'The new key has to be the same at both ends.', zh: '新密钥须两端一致。' };

/** Whether a call changes the connection as a whole: the settings of one tunnel of several are no such thing. */
export const isOfWhole = ({ args }: Fix, { tunnel, notUnderstood }: TunnelFacts): boolean =>
  (!tunnel && !notUnderstood) || OF_TUNNEL.every((field) => args[field] === undefined);

/** A change of one tunnel in words, with the note of the call that it stands for; undefined where it is none. */
export const formatChange = ({ args, note }: Fix, { connection, tunnel }: TunnelFacts): Evidence | undefined => {
  const settings = OF_TUNNEL.flatMap((field) => Object.entries(isFields(args[field]) ? args[field] : {}));
  if (!tunnel || settings.length === 0) return undefined;
  const isKey = settings.some(([name]) => name === 'Psk');
  const change = settings.map(([name, value]) => (isFields(value) ? name : `${name} = ${String(value)}`)).join(', ');
  const after = isKey ? SAME_KEY : note?.text;
  return {
    text: { en: `${IN_WORDS.en}${after ? ` ${after.en}` : ''}`, zh: `${IN_WORDS.zh}${after?.zh ?? ''}` },
    values: { ...note?.values, tunnel: tunnelName(tunnel.own), name: nameOf(connection), change },
  };
};

import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { readableTime } from '../../catalogue/schema/log-window.ts';
import type { OnlineClient, OnlineClients } from '../cloud-evidence/online-clients.ts';

const TEXT = {
  listed: {
    en: "{count} online by the cloud's own list{gap}.",
    zh: '云端自身的列表显示 {count} 个在线{gap}。',
  },
  gap: { en: ' (its first page; there are more)', zh: '（仅首页，还有更多）' },
  client: {
    en: '{name}, {ip} from {address}{since}{bytes}',
    zh: '{name}，{ip}，来自 {address}{since}{bytes}',
  },
  since: { en: ', since {since}', zh: '，自 {since}' },
  bytes: { en: ', {sent} sent, {received} received', zh: '，发送 {sent}，接收 {received}' },
} satisfies Record<string, LocalizedText>;

const KILO = 1000;

/** `12.3 MB`; steps of a thousand. */
const bytesText = (bytes: number): string => {
  const step = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / KILO ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${['B', 'kB', 'MB', 'GB', 'TB'][step]}`;
};

/** How many are online, as a fact of the cloud's. */
export const listedText = ({ clients, isWhole }: OnlineClients, language: Language): string =>
  format(TEXT.listed, language, { count: clients.length, gap: isWhole ? '' : format(TEXT.gap, language) });

/** One line for a client, with the name behind its certificate. */
export const clientLine = (
  { address, ip, sinceMs, sent, received }: OnlineClient,
  name: string,
  language: Language,
): string =>
  format(TEXT.client, language, {
    ...{ name, ip: ip ?? '?', address: address ?? '?' },
    since: sinceMs === undefined ? '' : format(TEXT.since, language, { since: readableTime(sinceMs) }),
    bytes:
      sent === undefined || received === undefined
        ? ''
        : format(TEXT.bytes, language, { sent: bytesText(sent), received: bytesText(received) }),
  });

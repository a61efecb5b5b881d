import { z } from 'zod';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { regionsText } from '../../catalogue/schema/not-found.ts';
import { defineTool } from '../tool.ts';
import { ALL_KINDS, type Inventory, type Kind, notSeen, readInventory } from './inventory.ts';
import { bestFits } from './name-match.ts';
import { type Found, matchesIn, namesIn, type Question, readQuestion } from './resource-match.ts';

const MOST = 25;

const kindOfId: Readonly<Record<string, Kind>> = {
  vpn: 'gateways',
  cgw: 'customerGateways',
  vco: 'connections',
  tun: 'connections',
  vss: 'sslServers',
  vsc: 'certificates',
};

interface Answer {
  readonly inventory: Inventory;
  readonly found: readonly Found[];
  /** Without a match: a name or an ID of similar spelling. */
  readonly near?: string | undefined;
}

/**
 * An ID names its own kind, so that one list a region is enough; anything else may be anywhere. People also give names
 * that look like IDs, such as vpn-prod: without a matching ID the text is searched as a name.
 */
export const search = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  query: string,
  kindsOfNames: readonly Kind[] = ALL_KINDS,
): Promise<Answer> => {
  const ask = async (question: Question, kinds: readonly Kind[]): Promise<Answer> => {
    const inventory = await readInventory(invoke, call, { RegionId, kinds });
    return { inventory, found: bestFits(inventory.regions.flatMap((region) => matchesIn(region, question))) };
  };
  const question = readQuestion(query);
  const kind = question.form === 'id' ? kindOfId[question.text.slice(0, 3)] : undefined;
  const first = await ask(question, kind ? [kind] : kindsOfNames);
  if (first.found.length > 0) return first;
  const byName = kind ? await ask({ form: 'name', text: question.text }, kindsOfNames) : first;
  if (byName.found.length > 0 || question.form === 'block') return byName;
  return { ...first, near: nearest(question.text, byName.inventory.regions.flatMap(namesIn)) };
};

const texts = {
  regions: { en: '{count} regions', zh: '{count} 个地域' },
  none: { en: 'Not found in {place}.', zh: '在 {place} 中未找到。' },
  noneSoFar: { en: 'Not found in what was read of {place}.', zh: '在 {place} 已读取的部分中未找到。' },
  near: { en: ' Did you mean {name}?', zh: '是否指 {name}？' },
  unsearched: {
    en: ' Not searched: VPCs and vSwitches without a VPN gateway, and anything that is no VPN.',
    zh: '未检索：没有 VPN 网关的专有网络和交换机，以及 VPN 以外的资源。',
  },
  elsewhere: { en: ' Without RegionId every region is searched.', zh: '不指定 RegionId 则检索所有地域。' },
  one: { en: 'One match in {place}.', zh: '在 {place} 中找到 1 个匹配。' },
  many: {
    en: '{count} matches in {place}: ask which one is meant before any change.',
    zh: '在 {place} 中找到 {count} 个匹配：变更前请先确认是哪一个。',
  },
  cut: { en: ' The first {most} are shown: narrow the query.', zh: '只显示前 {most} 个：请缩小查询范围。' },
  unread: {
    en: 'NOT complete: {count} reads failed, so there may be more: see NotSeen. ',
    zh: '结果不完整：{count} 项读取失败，可能还有其他匹配：见 NotSeen。',
  },
} satisfies Record<string, LocalizedText>;

const verdict = ({ inventory, found, near }: Answer, isNarrowed: boolean, language: Language): string => {
  const [count, { regions, unseen }] = [found.length, inventory];
  const names = regions.map(({ RegionId }) => RegionId);
  const isCounted = count > 0 && names.length > 1;
  const place = isCounted ? format(texts.regions, language, { count: names.length }) : regionsText(names, language);
  const none = unseen.length > 0 ? texts.noneSoFar : texts.none;
  return [
    unseen.length > 0 ? format(texts.unread, language, { count: unseen.length }) : '',
    format(count === 0 ? none : count === 1 ? texts.one : texts.many, language, { count, place }),
    near === undefined ? '' : format(texts.near, language, { name: near }),
    count === 0 && isNarrowed ? format(texts.elsewhere, language) : '',
    count === 0 ? format(texts.unsearched, language) : '',
    count > MOST ? format(texts.cut, language, { most: MOST }) : '',
  ].join('');
};

/** Finds a resource by name, ID or address, in all regions at once. Changes nothing. */
export const FindResource = defineTool({
  name: 'FindResource',
  toolset: 'assist',
  description: 'Find VPN resources by name, ID, IP address or CIDR.',
  risk: 'read',
  input: z.strictObject({
    Query: z.string().trim().min(1, 'Query is blank; it is a name, an ID, an address or a block').max(200),
    RegionId: regionId.describe('default: all regions'),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Matches: z.array(z.looseObject({ Kind: z.string(), RegionId: z.string(), Id: z.string() })),
    NotSeen: z.array(z.looseObject({})).optional(),
  }),
  run: async ({ Query, RegionId, Language: language = 'en' }, call, invoke) => {
    const answer = await search(invoke, call, RegionId, Query);
    const { unseen } = answer.inventory;
    return {
      Verdict: verdict(answer, RegionId !== undefined, language),
      Matches: answer.found.slice(0, MOST).map((one) => ({ ...one })),
      ...(unseen.length > 0 ? { NotSeen: notSeen(answer.inventory) } : {}),
    };
  },
});

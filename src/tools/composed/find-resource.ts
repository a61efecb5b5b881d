import { z } from 'zod';
import { regionId } from '../../catalogue/fields.ts';
import { defineTool } from '../tool.ts';
import { ALL_KINDS, type Kind, survey } from './estate.ts';
import { type Found, matchesIn, type Question, readQuestion } from './resource-match.ts';
import { say, type Words } from './words.ts';

const MOST = 25;

const kindOfId: Readonly<Record<string, Kind>> = {
  vpn: 'gateways',
  cgw: 'customerGateways',
  vco: 'connections',
  vss: 'sslServers',
  vsc: 'certificates',
};

/** An ID names its own kind, so that one list a region is enough; anything else may be anywhere. */
const kindsFor = (question: Question): readonly Kind[] => {
  const kind = question.form === 'id' ? kindOfId[question.text.slice(0, 3)] : undefined;
  return kind ? [kind] : ALL_KINDS;
};

const told = {
  none: { en: 'Not found in {regions} regions.', zh: '在 {regions} 个地域中均未找到。' },
  one: { en: 'One match in {regions} regions.', zh: '在 {regions} 个地域中找到 1 个匹配。' },
  many: {
    en: '{count} matches in {regions} regions: ask which one is meant before any change.',
    zh: '在 {regions} 个地域中找到 {count} 个匹配：变更前请先确认是哪一个。',
  },
  unread: {
    en: ' {count} reads failed, so it may exist there: see NotSeen.',
    zh: ' 有 {count} 项读取失败，目标可能在其中：见 NotSeen。',
  },
} satisfies Record<string, Words>;

/** Exact matches win: parts of names are told only when nothing fits exactly. */
const best = (found: readonly Found[]): readonly Found[] => {
  const exact = found.filter(({ Match }) => Match !== 'part of the name');
  return exact.length > 0 ? exact : found;
};

/** Looks a thing up by whatever people call it, in all regions at once. Changes nothing. */
export const FindResource = defineTool({
  name: 'FindResource',
  toolset: 'assist',
  description: 'Find VPN resources by name, ID, IP address or CIDR in all regions.',
  risk: 'read',
  input: z.strictObject({
    Query: z.string().min(1).max(200),
    RegionId: regionId.describe('default: all regions'),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Matches: z.array(z.looseObject({ Kind: z.string(), RegionId: z.string(), Id: z.string() })),
    NotSeen: z.array(z.looseObject({})).optional(),
  }),
  run: async ({ Query, RegionId, Language: language = 'en' }, call, invoke) => {
    const question = readQuestion(Query);
    const estate = await survey(invoke, call, { RegionId, kinds: kindsFor(question) });
    const found = best(estate.regions.flatMap((region) => matchesIn(region, question)));
    const values = { count: found.length, regions: estate.regions.length };
    const words = found.length === 0 ? told.none : found.length === 1 ? told.one : told.many;
    const unread = estate.unseen.length > 0 ? say(told.unread, language, { count: estate.unseen.length }) : '';
    return {
      Verdict: say(words, language, values) + unread,
      Matches: found.slice(0, MOST).map((one) => ({ ...one })),
      ...(estate.unseen.length > 0 ? { NotSeen: [...estate.unseen] } : {}),
    };
  },
});

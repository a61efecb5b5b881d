import type { Call } from '../invoke.ts';
import { format, type Language, type LocalizedText } from '../message.ts';

/** Things of the call itself that may be missing: no resource is gone because of them. */
const OF_THE_CALL = /^Invalid(?:Api|Action|Version|Region|AccessKey|SecurityToken|Product)|^EntityNotExist/i;

/**
 * Whether a refusal says that the resource which a call names is not there. Without the action, the region or the key of
 * a call nothing is known about its resource.
 */
export const isAbsence = ({ Code, HttpStatus }: { readonly Code: string; readonly HttpStatus: number }): boolean =>
  !OF_THE_CALL.test(Code) && (HttpStatus === 404 || /NotFound|Not_?Exist/i.test(Code));

/** Regions named before the rest is counted. */
const NAMED = 5;

const texts = {
  more: { en: '{names} and {count} more regions', zh: '{names} 等 {all} 个地域' },
  nowhere: { en: 'no region', zh: '任何地域' },
  home: { en: 'the default region', zh: '默认地域' },
  next: {
    en: 'FindResource looks in every region, by ID, address or part of a name',
    zh: 'FindResource 可按 ID、地址或名称的一部分在所有地域查找',
  },
} satisfies Record<string, LocalizedText>;

/** The region that a call goes to, as it is told to people. */
export const placeOf = async (call: Pick<Call, 'region'>, RegionId: string | undefined): Promise<LocalizedText> => {
  const region = RegionId ?? (await call.region?.());
  return region === undefined ? texts.home : { en: region, zh: region };
};

/** The next step after anything that was not found; ends without a full stop. */
export const FIND_ELSEWHERE: LocalizedText = texts.next;

/** The regions in which something was looked for, each by its ID as far as there is room. */
export const regionsText = (regions: readonly string[], language: Language): string => {
  if (regions.length === 0) return format(texts.nowhere, language);
  const names = regions.slice(0, NAMED).join(language === 'zh' ? '、' : ', ');
  const left = regions.length - NAMED;
  if (left <= 0) return names;
  return format(texts.more, language, { names, count: left, all: regions.length });
};

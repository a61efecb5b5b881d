import type { Words } from './words.ts';

/** From the worst to the best. */
export const HEALTHS = ['down', 'degraded', 'changing', 'unknown', 'up'] as const;
export type Health = (typeof HEALTHS)[number];

/** A word of the server as a health; what it does not know is unknown. */
export const healthOf = (text: string): Health => HEALTHS.find((one) => one === text) ?? 'unknown';

/** The words of the tools. */
export const HEALTH_WORDS: Readonly<Record<Health, Words>> = {
  up: { en: 'up', zh: '正常' },
  down: { en: 'down', zh: '断开' },
  degraded: { en: 'degraded', zh: '异常' },
  changing: { en: 'changing', zh: '变更中' },
  unknown: { en: 'not known', zh: '未知' },
};

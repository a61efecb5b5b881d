import { type KeyPattern, keyAfter, PRE_SHARED_KEY } from '../key-patterns.ts';

/** Huawei and H3C. */
export const HUAWEI_KEYS: readonly KeyPattern[] = [
  ...PRE_SHARED_KEY,
  ...keyAfter(
    String.raw`(?:local-user[ \t]+\S{1,80}[ \t]+)?password[ \t]+(?:irreversible-cipher|cipher|simple|hash)[ \t]+`,
    ['password'],
  ),
];

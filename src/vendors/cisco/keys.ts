import { type KeyPattern, keyWordAfter, PRE_SHARED_KEY } from '../key-patterns.ts';

/** Cisco ASA and IOS. */
export const CISCO_KEYS: readonly KeyPattern[] = [
  ...keyWordAfter(String.raw`crypto[ \t]+isakmp[ \t]+key[ \t]+(?:[0678][ \t]+)?`, ['isakmp']),
  ...PRE_SHARED_KEY,
  // Users of a router: `username NAME password 7 KEY`, `enable secret 5 KEY`.
  ...keyWordAfter(
    String.raw`(?:username[ \t]+\S{1,80}[ \t]+[^\r\n]{0,200}?|enable[ \t]+)?(?:password|secret)[ \t]+[05-9][ \t]+`,
    ['password', 'secret'],
  ),
];

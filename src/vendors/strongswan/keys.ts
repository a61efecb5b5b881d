import { type KeyPattern, keyAfter } from '../key-patterns.ts';

/** swanctl.conf: `secret = "KEY"`, also `secret-1` and bare. */
export const SWANCTL_KEYS: readonly KeyPattern[] = keyAfter(String.raw`secret[\w-]{0,20}[ \t]*=[ \t]*`, ['secret']);

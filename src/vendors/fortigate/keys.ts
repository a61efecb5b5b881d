import { type KeyPattern, keyAfter } from '../key-patterns.ts';

/** FortiGate: `set psksecret ENC KEY`, and passwords of its users. */
export const FORTIGATE_KEYS: readonly KeyPattern[] = keyAfter(
  String.raw`set[ \t]+(?:psksecret|ppk-secret|passwd|password|authpasswd)[^\s"\\]{0,20}[ \t]+(?:ENC[ \t]+)?`,
  ['psksecret', 'ppk-secret', 'passwd', 'password'],
);

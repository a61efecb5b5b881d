import { command } from '../key-command.ts';
import type { KeyForm } from '../key-form.ts';
import { setting } from '../key-name.ts';
import { readValue } from '../key-value.ts';

/**
 * Settings with a name anywhere in a line, and the options of commands: `-SharedSecret KEY`, `--shared-key KEY`. An access
 * key's ID is no secret: it names who signs, and signs nothing.
 */
export const PLAIN_KEYS: readonly KeyForm[] = [
  // OpenBSD, OpenWrt and ZyWALL, whose configurations are named and not read.
  command({
    words: ['psk', 'pre_shared_key', 'keystring'],
    before: /(?:^|[\s{])$/,
    lead: /(?:(?:psk|pre_shared_key)[ \t]{1,16}(?=\\{0,64}["'])|keystring[ \t]{1,16}(?=\S))/iy,
    read: readValue,
  }),
  setting(
    ['psk', 'shared', 'pre-share', 'preshare', 'pre_share', 'pre share'],
    /psk|(?:pre[-_ ]?)?shared?[-_ ]?(?:key|secret)s?/iy,
  ),
  command({
    words: ['psk', 'shared', 'l2tp', 'preshare', 'pre-share', 'password', 'secret'],
    before: /(?:^|[\s("'`])--?(?:[\w]{1,16}-){0,3}$/,
    lead: /(?:psk|(?:pre-?)?shared?-?(?:key|secret)|l2tppsk|password|secret(?:-?access)?-?(?:key)?)[ \t]{1,16}(?![-=:])(?=\S)/iy,
    read: readValue,
  }),
  setting(
    ['security', 'sts', 'session', 'access', 'refresh', 'auth'],
    /(?:security|sts|session|access|refresh|auth)[-_ ]?token/iy,
  ),
  // `AuthKey` is the cloud's name for the key of a BGP session.
  setting(
    ['client', 'private', 'api', 'account', 'master', 'auth'],
    /(?:client|private|api|account|master|auth(?:entication)?)[-_ ]?key/iy,
  ),
  setting(['secret', 'passw', 'passphrase'], /secret|passw(?:or)?d|passphrase/iy),
  setting(['密码', '口令', '密钥', '秘钥'], /密码|口令|密钥|秘钥/y),
];

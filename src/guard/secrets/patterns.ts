// Keys that people paste with a configuration or a log. Each row finds the key as group `key`; what stands around it is
// kept, so that the text can still be read. Commands are looked for at the start of a line, for prose speaks of keys too.

const LINE = String.raw`(?<=^|\n|\\n|\r)[ \t]*`;
const QUOTED = String.raw`\\?"(?<key>(?:[^"\\\n]|\\[^"n])+)\\?"`;
const WORD = String.raw`(?<key>[^\s"'\\;,]+)`;

const rows: readonly RegExp[] = [
  // Private keys of any kind, whole or cut off, with real or escaped line breaks.
  /(?<key>-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$))/g,
  /(?<key>-----BEGIN OpenVPN Static key V1-----[\s\S]*?(?:-----END OpenVPN Static key V1-----|$))/g,
  // OpenVPN profiles carry their keys inline.
  /<(key|tls-auth|tls-crypt|tls-crypt-v2|secret|auth-user-pass|pkcs12)>(?<key>[\s\S]+?)(?=<\/\1>|$)/g,
  // swanctl.conf: secret = "…" or 0s… or 0x…; ipsec.secrets: : PSK "…".
  new RegExp(`${LINE}secret[ \\t]*=[ \\t]*(?:${QUOTED})`, 'gi'),
  new RegExp(`${LINE}secret[ \\t]*=[ \\t]*(?!\\\\?")${WORD}`, 'gi'),
  new RegExp(`:[ \\t]*(?:PSK|XAUTH|EAP|NTLM|RSA|PIN)[ \\t]+(?:${QUOTED})`, 'g'),
  new RegExp(`:[ \\t]*(?:PSK|XAUTH|EAP)[ \\t]+(?!\\\\?")${WORD}`, 'g'),
  // Cisco IOS: crypto isakmp key [0|6] KEY address …; keyrings: pre-shared-key [local|remote|address … key] KEY.
  new RegExp(`${LINE}crypto isakmp key (?:[067] )?${WORD}(?= (?:address|hostname))`, 'gi'),
  new RegExp(`${LINE}pre-shared-key address [\\d. ]+ key (?:[067] )?${WORD}`, 'gi'),
  // Cisco ASA (ikev1 pre-shared-key, ikev2 remote-authentication pre-shared-key), IOS, Huawei and H3C.
  new RegExp(
    `${LINE}(?:ikev[12] )?(?:(?:remote|local)-authentication )?pre-shared-key(?! address)(?: (?:local|remote|cipher|simple|hex|[067]))* (?!ascii-text|hexadecimal|(?:local|remote|cipher|simple|hex|[067])\\b)${WORD}`,
    'gi',
  ),
  // Juniper, in both of its forms.
  new RegExp(`pre-shared-key (?:ascii-text|hexadecimal) (?:${QUOTED})`, 'gi'),
  new RegExp(`pre-shared-key (?:ascii-text|hexadecimal) (?!\\\\?")${WORD}`, 'gi'),
  // FortiGate.
  new RegExp(`${LINE}set (?:psksecret|passwd|password|authpasswd)(?:-\\w+)? (?:ENC )?(?:${QUOTED})`, 'gi'),
  new RegExp(`${LINE}set (?:psksecret|passwd|password|authpasswd)(?:-\\w+)? (?:ENC )?(?!\\\\?"|ENC )${WORD}`, 'gi'),
  // Any router's users.
  new RegExp(`${LINE}(?:username \\S+ .*?|enable )?(?:password|secret) (?:[05-9] )${WORD}`, 'gi'),
  // JSON, signs escaped in the key included; then the same inside a JSON text.
  /(?<!\\)"(?:psk|pre_?shared_?key|clientkey|accesskeysecret|securitytoken|password)"\s*:\s*"(?<key>(?:[^"\\]|\\.)+)/gi,
  /\\*"(?:psk|pre_?shared_?key|clientkey|accesskeysecret|securitytoken|password)\\*"\s*:\s*\\*"(?<key>[^"\\]+)/gi,
  // The same percent-encoded, as the cloud echoes what it was sent.
  /%(?:25)*22(?:Psk|AccessKeySecret|SecurityToken)%(?:25)*22(?:%(?:25)*20|\+)*%(?:25)*3A(?:%(?:25)*20|\+)*%(?:25)*22(?<key>(?:(?!%(?:25)*22).)+)/gi,
  /(?:^|[?&%\s"'3D26])(?:SecurityToken|AccessKeySecret)(?:=|%(?:25)*3D)(?<key>(?:(?!%(?:25)*26)[^\s&"'])+)/g,
  // Plain key and value, one a line.
  new RegExp(
    `${LINE}(?:[-*] )?(?:ike_?)?(?:psk|pre[-_ ]?shared[-_ ]?(?:key|secret)|shared[-_ ]?secret|[a-z_]*access_?key_?secret|security_?token|password)[ \\t]*[:=][ \\t]*(?:${QUOTED}|'(?<single>[^'\\n]+)')`,
    'gi',
  ),
  new RegExp(
    `${LINE}(?:[-*] )?(?:ike_?)?(?:psk|pre[-_ ]?shared[-_ ]?(?:key|secret)|shared[-_ ]?secret|[a-z_]*access_?key_?secret|security_?token|password)[ \\t]*[:=][ \\t]*(?![{<["'\\\\])${WORD}(?=[ \\t]*(?:$|\\n|\\\\n|\\r|[,;]))`,
    'gi',
  ),
  /\bBearer (?<key>[\w.~+/-]{16,}=*)/g,
];

/** Where none of these words is, no row can match; most text that passes has none. */
const TRIGGER =
  /psk|secret|shared|PRIVATE KEY|Static key|password|passwd|<key>|<tls-|<pkcs12>|token|Bearer|isakmp key|clientkey|to sign|stringtosign/i;

/** No row matches a shorter text; most values of a reply are shorter. */
const SHORTEST = 5;

/** The cloud echoes what was signed, keys and all: nothing of it is needed to understand the error. */
const ECHO = /((?:string to sign|StringToSign)\b[^:]{0,40}:\s*)[\s\S]+/gi;

/** The text with every key in it replaced by what `hide` says. Masks and marks are left alone. */
export const maskText = (text: string, hide: (key: string) => string): string => {
  if (text.length < SHORTEST || !TRIGGER.test(text)) return text;
  const kept = text.replace(ECHO, '$1(hidden)');
  return rows.reduce((current, row) => current.replace(row, (...found: unknown[]) => masked(found, hide)), kept);
};

const masked = (found: readonly unknown[], hide: (key: string) => string): string => {
  const whole = String(found[0]);
  const groups: unknown = found.at(-1);
  const named: readonly unknown[] = typeof groups === 'object' && groups !== null ? Object.values(groups) : [];
  const key = named.find((group) => typeof group === 'string');
  if (typeof key !== 'string' || key.includes('[secret:')) return whole;
  const at = whole.lastIndexOf(key);
  return whole.slice(0, at) + hide(key) + whole.slice(at + key.length);
};

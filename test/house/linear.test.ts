import { describe, expect, it, test } from 'vitest';
import { maskText } from '../../src/guard/secrets/patterns.ts';
import { createRedactor } from '../../src/guard/secrets/redact.ts';
import { createSecrets } from '../../src/guard/secrets/store.ts';
import { judgeStrength } from '../../src/guard/secrets/strength.ts';
import { unescapeAll } from '../../src/guard/secrets/unescape.ts';
import { format, message } from '../../src/guard/text/message.ts';
import { quoted, sanitize } from '../../src/guard/text/sanitize.ts';
import { sizeProblem } from '../../src/tools/argument-limits.ts';
import { readPeerConfig } from '../../src/tools/ends/read-peer-config.ts';
import { readLog } from '../../src/tools/logs/read-log.ts';
import { sanitize as sanitizeReply } from '../../src/tools/sanitize.ts';
import { readPastedLog } from '../../src/tools/ssl/read-log.ts';
import { IPSEC_ROWS, KEY_FORMS, LOG_ROWS, maskKeys, PEER_VENDORS } from '../../src/vendors/index.ts';
import { countSteps } from '../support/counted-steps.ts';
import { keySamples } from '../support/key-samples.ts';
import { samples as logSamples } from '../support/log-samples.ts';

// Everything that reads a text takes steps in proportion to the text: each reader is given texts that repeat one part, of
// every kind of character and of every row's own trigger, and twice as many of them.

/** Longer than any piece of bounded length that a reader looks at. */
const HALF = 700;
/** Twice the text takes twice the steps; a count may be a fifth too large. */
const MOST = 2.5;

const known = createSecrets(() => Buffer.alloc(32, 1));
for (let at = 0; at < 300; at += 1) known.hide(`AAAA-one-beginning-${String(at).padStart(5, '0')}`);
for (let at = 12; at < 40; at += 1) known.hide('A'.repeat(at));

type Reader = (text: string) => unknown;

const MASKERS: Readonly<Record<string, Reader>> = {
  maskKeys: (text) => maskKeys(text, (key) => key),
  maskText: (text) => maskText(text, (key) => key),
};
const LOGS: Readonly<Record<string, Reader>> = { readLog, readPastedLog };
const CONFIGS: Readonly<Record<string, Reader>> = {
  detected: (text) => readPeerConfig(text),
  ...Object.fromEntries(PEER_VENDORS.map((vendor) => [vendor, (text: string) => readPeerConfig(text, vendor)])),
};
const TEXTS: Readonly<Record<string, Reader>> = {
  sanitize: (text) => sanitize(text),
  quoted: (text) => quoted(text),
  message: (text) => format(message({ en: '{a}', zh: '{a}' }, { a: text }), 'en'),
  sanitizeReply,
  unescapeAll,
  strength: judgeStrength,
  measure: (text) => sizeProblem({ Log: text, Name: text }),
  known: (text) => known.scrub(text),
  redact: (text) => createRedactor(createSecrets(() => Buffer.alloc(32, 1))).text(text),
};

const CHARACTERS = [
  ...[
    '\\',
    '\r\n',
    '\n',
    '\r',
    ' ',
    '\t',
    '# ',
    '#',
    '"',
    "'",
    '`',
    '[',
    ']',
    '(',
    '{',
    '}',
    '<',
    '>',
    '<a>',
    '<a',
    '</a>',
  ],
  ...[
    '=',
    ':',
    ';',
    ',',
    '.',
    '1',
    '1.',
    '10.0.0.1 ',
    '10.0.0.0/8 ',
    'aGVsbG8=',
    '%',
    '%25',
    '%2525',
    '%41',
    '%e4',
    '&',
  ],
  ...[
    '&amp;',
    '&#0',
    '\\u0041',
    '\\u',
    '\\n',
    '\\x',
    '+',
    '-',
    '_',
    '*',
    '|',
    '~',
    '/',
    '://',
    '\0',
    '\u001b',
    '\u001b[',
  ],
  ...[
    '\u001b]',
    '\u009d',
    '\u009b',
    '\u009b1',
    '\u202e',
    '\ud800',
    '\udc00',
    '\u{1f600}',
    '\u4e2d',
    'a',
    'a b ',
    'A',
    'ab\n',
  ],
  ...[
    '\ue0f0',
    '\ue0f1a',
    '{"a":',
    '{\\"a\\":',
    'a{\n',
    '\n}',
    'a = b\n',
    'a: b\n',
    '"a": "b", ',
    'AAAA',
    'AAAA-one-beginning-',
  ],
];

const KEYS = [
  ...new Set(KEY_FORMS.flatMap(({ words }) => words)),
  ...keySamples.map(({ line }) => line.slice(0, line.indexOf('{key}'))).filter((part) => part !== ''),
  ...keySamples.map(({ text }) => `${text}\n`),
  ...[
    'secret = ',
    '"psk":"\\',
    'psk=,;',
    '\n] ] ',
    "psk=' ",
    '[secret:',
    '[secret:0a1b2c3d:12]',
    'string to sign ',
    '-----BEGIN ',
    '<key>',
    '%22Psk%22',
    'set psksecret ENC ',
  ],
];

const LOG_PARTS = [
  "IDir '",
  'tried 1 shared key for ',
  '10.0.0.1/1',
  'received proposals: IKE:AES_CBC_128/',
  `${'a'.repeat(200)}\n`,
  'looking for peer configs matching 1.1.1.1[a]...2.2.2.2[b]\n',
  '198.18.0.9:5 VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-x\n',
  "Received control message: 'PUSH_REPLY,",
];

const CONFIG_PARTS = [
  ...[
    'crypto map A 1 set peer 192.0.2.1\n',
    'conn a\n',
    'also=a\n',
    'config x\n',
    'edit x\n',
    'set a b\n',
    'acl number 3000\n',
  ],
  ...[
    'access-list A permit ip any any\n',
    'rule 1 permit ip source any destination any\n',
    'object network A\n',
    'a{ ',
  ],
  ...[
    'network-object object A\n',
    'ike proposal 10\n',
    'ipsec policy a 1 isakmp\n',
    'connections {',
    'local_ts = 10.0.0.0/8,',
  ],
  ...[
    'interface tunnel 1\n tunnel protection ipsec profile A\n',
    'security { ike {\n',
    'a : a {\n',
    '/ip ipsec peer add name=a \\\n',
    '<phase1><ikeid>1</ikeid>',
    '<entry name="a">',
    'resource "aws_vpn_connection" "a" {\n',
    'a = [\n',
    'IPSec Tunnel #1\n',
    'set network ike gateway a\n',
    'set vpn ipsec site-to-site peer a ike-group b\n',
    'set security ipsec vpn V ike gateway G\n',
    'aes-',
    '\u7b2c\u4e00\u9636\u6bb5',
  ],
];

/** Parts with a number of their own in each, which whoever compares each with each pays for. */
const NUMBERED: Readonly<Record<string, (at: number) => string>> = {
  'cisco-asa': (at) =>
    `access-list A${at} extended permit ip host 10.0.0.1 any\ncrypto ipsec ikev1 transform-set T${at} esp-aes\ncrypto ikev1 policy ${at}\n encryption aes\ncrypto map M ${at} match address A${at}\ncrypto map M ${at} set ikev1 transform-set T${at}\n`,
  'cisco-ios': (at) =>
    `access-list 1${at} permit ip any any\ncrypto ipsec transform-set T${at} esp-aes\ncrypto isakmp policy ${at}\n encr aes\ncrypto map M ${at} ipsec-isakmp\n match address 1${at}\n set transform-set T${at}\ninterface Tunnel${at}\n tunnel protection ipsec profile P\n`,
  huawei: (at) =>
    `acl number 3${at}\n rule 5 permit ip source any destination any\nike proposal ${at}\n dh group14\nike peer p${at}\n ike-proposal ${at}\nipsec proposal q${at}\nipsec policy a ${at} isakmp\n security acl 3${at}\n ike-peer p${at}\n`,
  juniper: (at) =>
    `set security ike proposal P${at} dh-group group14\nset security ike policy Y${at} proposals P${at}\nset security ike gateway G${at} ike-policy Y${at}\nset security ipsec vpn V${at} ike gateway G${at}\n`,
  fortigate: (at) =>
    `config vpn ipsec phase1-interface\nedit "a${at}"\nset dhgrp 14\nend\nconfig vpn ipsec phase2-interface\nedit "b${at}"\nset phase1name "a${at}"\nset dhgrp 14\nend\n`,
  paloalto: (at) =>
    `set network ike crypto-profiles ike-crypto-profiles P${at} hash sha1\nset network ike gateway G${at} protocol ikev1 ike-crypto-profile P${at}\nset network tunnel ipsec T${at} auto-key ike-gateway G${at}\n`,
  mikrotik: (at) =>
    `/ip ipsec profile add name=a${at}\n/ip ipsec peer add name=a${at} profile=a${at}\n/ip ipsec policy add peer=a${at} proposal=a${at}\n/ip ipsec proposal add name=a${at}\n`,
  vyos: (at) =>
    `set vpn ipsec ike-group I${at} proposal 1 hash sha1\nset vpn ipsec site-to-site peer P${at} ike-group I${at}\n`,
  pfsense: (at) => `<phase1><ikeid>${at}</ikeid></phase1><phase2><ikeid>${at}</ikeid></phase2>\n`,
  terraform: (at) => `resource "aws_vpn_connection" "a${at}" {\n tunnel1_ike_versions = ["ikev2"]\n}\n`,
  aws: (at) => `IPSec Tunnel #${at}\n#1: Internet Key Exchange Configuration\n - Lifetime : 1 seconds\n`,
  swanctl: (at) =>
    `a${at} {\n proposals = aes256-sha1\n local-1 { id = a }\n children { b { local_ts = 10.0.0.0/8 } } }\n`,
  'ipsec.conf': (at) => `conn c${at}\n also=c${at + 1}\n left=192.0.2.1\n`,
  readLog: (at) =>
    `authentication of 'id${at}' with\nfrom 10.0.${at % 250}.1[500] to 10.1.0.1[500]\ncould not decrypt payloads\n`,
  readPastedLog: (at) =>
    `10.0.0.1:${1000 + at} [vsc-${at}] Peer Connection Initiated\nvsc-${at}/10.0.0.1:${1000 + at} MULTI_sva: pool returned\n`,
};

const stepsOf = (read: Reader, text: string): number => countSteps(() => read(text));

/** What grows faster than the text, with the steps of the half and of the whole. */
const grows = (readers: Readonly<Record<string, Reader>>, parts: readonly string[]): readonly string[] =>
  Object.entries(readers).flatMap(([name, read]) =>
    parts.flatMap((part) => {
      const count = Math.ceil(HALF / part.length);
      const [half, whole] = [stepsOf(read, part.repeat(count)), stepsOf(read, part.repeat(2 * count))];
      return whole / half < MOST ? [] : [`${name} ${JSON.stringify(part)}: ${half} -> ${whole}`];
    }),
  );

test('steps are counted: what is quadratic shows', () => {
  const quadratic = (text: string) => /a*b/.test(text);
  expect(stepsOf(quadratic, 'a'.repeat(400)) / stepsOf(quadratic, 'a'.repeat(200))).toBeGreaterThan(3);
  const copies = (text: string) => {
    let all: readonly string[] = [];
    for (const letter of text.split('')) all = [...all, letter];
    return all;
  };
  expect(stepsOf(copies, 'a'.repeat(400)) / stepsOf(copies, 'a'.repeat(200))).toBeGreaterThan(3);
  const linear = (text: string) => /a[^b]*b/.test(text);
  expect(stepsOf(linear, `a${'c'.repeat(400)}`) / stepsOf(linear, `a${'c'.repeat(200)}`)).toBeLessThan(MOST);
});

describe('twice the text takes twice the steps', { timeout: 240_000 }, () => {
  it.each(Object.entries({ ...MASKERS, ...LOGS, ...CONFIGS, ...TEXTS }))(
    '%s, of every kind of character',
    (name, read) => {
      expect(grows({ [name]: read }, CHARACTERS)).toEqual([]);
    },
  );

  it('maskers, of every trigger of a key', () => {
    expect(grows(MASKERS, KEYS)).toEqual([]);
  });

  const beginnings = logSamples
    .filter(({ row }, at) => logSamples.findIndex((other) => other.row === row) === at)
    .map(({ row, line }) => ({ row, part: line.slice(0, 40) }));

  it('readers of logs, of the beginning of every row of the table, and of one in eight of other makers', () => {
    const parts = beginnings.filter(({ row }, at) => row < 200 || at % 8 === 0).map(({ part }) => part);
    expect(parts.length).toBeGreaterThan(60);
    expect(grows(LOGS, [...parts, ...LOG_PARTS])).toEqual([]);
  });

  it('each pattern of the table, of its own near misses', () => {
    const slow = LOG_ROWS.filter(({ pattern }) => {
      const words = pattern.source.replace(/\\[a-z]|[^\w' ]/g, ' ').slice(0, 60);
      return grows({ row: (text) => pattern.test(text) }, [words]).length > 0;
    });
    expect(slow.map(({ row }) => row)).toEqual([]);
  });

  it('of an answer, whatever number of secrets is known', () => {
    const row = '{"VpnConnectionId":"vco-t16","Name":"factory main","Status":"ipsec_sa_established"},';
    const knowing = (count: number): Reader => {
      const secrets = createSecrets(() => Buffer.alloc(32, 1));
      for (let at = 0; at < count; at += 1) secrets.hide(`FAKE-key-${at}-with!signs&more`);
      return (text) => secrets.scrub(text);
    };
    const [few, many] = [knowing(3), knowing(300)];
    for (const text of [row.repeat(20), JSON.stringify(row.repeat(20))])
      expect(stepsOf(many, text) / stepsOf(few, text)).toBeLessThan(1.5);
  });

  it('every row of another maker, of its own beginning', () => {
    const others = beginnings.filter(({ row }) => row >= 200);
    expect(others.length).toBeGreaterThan(100);
    const slow = others.flatMap(({ row, part }) => {
      const patterns = IPSEC_ROWS.filter((one) => one.row === row).map(({ pattern }) => pattern);
      return grows(
        Object.fromEntries(patterns.map((pattern) => [pattern.source, (text: string) => pattern.test(text)])),
        [part],
      );
    });
    expect(slow).toEqual([]);
  });

  it('readers of configurations, of every stanza', () => {
    expect(grows(CONFIGS, CONFIG_PARTS)).toEqual([]);
  });

  it.each(Object.entries(NUMBERED))('%s, of things that differ', (name, part) => {
    const read = { ...CONFIGS, ...LOGS }[name] ?? expect.unreachable(name);
    const text = (count: number): string => Array.from({ length: count }, (_, at) => part(at)).join('');
    expect(stepsOf(read, text(80)) / stepsOf(read, text(40))).toBeLessThan(MOST);
  });

  it('whatever stands before or behind a key', () => {
    for (const part of CHARACTERS)
      for (const around of [
        (text: string) => `${text}psk = FAKE`,
        (text: string) => `psk = ${text}`,
        (text: string) => `psk${text}= FAKE`,
      ]) {
        const text = (count: number): string => around(part.repeat(Math.ceil(count / part.length)));
        const read: Reader = (given) => maskKeys(given, (key) => key);
        expect([part, stepsOf(read, text(2 * HALF)) / stepsOf(read, text(HALF)) < MOST]).toEqual([part, true]);
      }
  });
});

import type { LocalizedText } from '../../catalogue/message.ts';
import type { Connection } from '../inventory/inventory.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import { eachTunnel, tunnelsHave } from './tunnels.ts';

type Config = 'IkeConfig' | 'IpsecConfig';

/** The fields of both phases that hold a given kind of algorithm. */
const fields = {
  encryption: [
    ['IkeConfig', 'IkeEncAlg'],
    ['IpsecConfig', 'IpsecEncAlg'],
  ],
  authentication: [
    ['IkeConfig', 'IkeAuthAlg'],
    ['IpsecConfig', 'IpsecAuthAlg'],
  ],
  group: [
    ['IkeConfig', 'IkePfs'],
    ['IpsecConfig', 'IpsecPfs'],
  ],
} as const;

const lifetimes = [
  ['IkeConfig', 'IkeLifetime'],
  ['IpsecConfig', 'IpsecLifetime'],
] as const satisfies readonly (readonly [Config, string])[];

/** The longest lifetime that the API takes, and its default for both phases: a default is no finding. */
const DAY_S = 86_400;

const valueAt = (connection: Connection, config: Config, field: string): string | undefined => {
  const value: unknown = connection[config]?.[field];
  return typeof value === 'string' ? value : undefined;
};

/** Partial configurations: the guard completes them from the live object, the key included. */
const change = (connection: Connection, wanted: readonly (readonly [Config, string, string | number])[]): Fix => {
  const configs: Partial<Record<Config, Record<string, string | number>>> = {};
  for (const [config, field, value] of wanted) configs[config] = { ...configs[config], [field]: value };
  return {
    Tool: 'ModifyVpnConnectionAttribute',
    Arguments: { VpnConnectionId: connection.VpnConnectionId, ...configs },
  };
};

interface Weakness {
  readonly of: keyof typeof fields;
  readonly value: string;
  readonly expected: string;
  /** The strongest value of this platform; equal to `expected` where the platform offers that. */
  readonly best: (context: RuleContext) => string;
}

const weak = ({ of, value, expected, best }: Weakness): Rule['check'] =>
  eachTunnel((connection, context) => {
    const found = fields[of].filter(([config, field]) => valueAt(connection, config, field) === value);
    if (found.length === 0) return undefined;
    const target = best(context);
    return {
      observed: found.map(([, field]) => `${field}=${value}`).join(', '),
      expected,
      ...(target === expected ? {} : { best: target }),
      ...(target === value
        ? { severity: 'info' }
        : {
            fix: change(
              connection,
              found.map(([config, field]) => [config, field, target] as const),
            ),
          }),
    };
  });

const always = (value: string) => (): string => value;
const strongestHash = ({ hasSha2 }: RuleContext): string => (hasSha2 ? 'sha256' : 'sha1');

const changeTo = (to: string): LocalizedText => ({
  en: `Change both ends to ${to} in one window; the tunnel renegotiates.`,
  zh: `在同一窗口内把两端都改为 ${to}；隧道会重新协商。`,
});

/** Levels from RFC 8247 (IKE) and RFC 8221 (ESP). */
const weaknesses: readonly Omit<Rule, 'isShown'>[] = [
  {
    id: 'CRY-01',
    on: 'connection',
    severity: 'critical',
    title: { en: 'DES encryption', zh: '使用 DES 加密' },
    fix: changeTo('aes256'),
    reference: 'RFC 8247 and RFC 8221: DES must not be used',
    peer: true,
    check: weak({ of: 'encryption', value: 'des', expected: 'aes256', best: always('aes256') }),
  },
  {
    id: 'CRY-02',
    on: 'connection',
    severity: 'high',
    title: { en: '3DES encryption', zh: '使用 3DES 加密' },
    fix: changeTo('aes256'),
    reference: 'RFC 8221: 3DES should not be used; NIST SP 800-131A disallows it after 2023',
    peer: true,
    check: weak({ of: 'encryption', value: '3des', expected: 'aes256', best: always('aes256') }),
  },
  {
    id: 'CRY-03',
    on: 'connection',
    severity: 'critical',
    title: { en: 'MD5 authentication', zh: '使用 MD5 认证' },
    fix: {
      en: 'Change both ends to sha256, or to sha1 where the platform offers nothing better.',
      zh: '把两端改为 sha256；平台不支持时改为 sha1。',
    },
    reference: 'RFC 8247 and RFC 8221: HMAC-MD5 must not be used',
    peer: true,
    check: weak({ of: 'authentication', value: 'md5', expected: 'sha256', best: strongestHash }),
  },
  {
    id: 'CRY-04',
    on: 'connection',
    severity: 'medium',
    title: { en: 'SHA-1 authentication', zh: '使用 SHA-1 认证' },
    fix: {
      en: 'Change both ends to sha256 where the platform takes it; here it may be a platform limit.',
      zh: '平台支持时把两端改为 sha256；否则属于平台限制。',
    },
    reference: 'RFC 8247: SHA-1 is being phased out',
    peer: true,
    check: weak({ of: 'authentication', value: 'sha1', expected: 'sha256', best: strongestHash }),
  },
  {
    id: 'CRY-05',
    on: 'connection',
    severity: 'critical',
    title: { en: 'Diffie-Hellman group 1 (768 bit)', zh: 'DH group1（768 位）' },
    fix: changeTo('group14'),
    reference: 'RFC 8247: group 1 must not be used',
    peer: true,
    check: weak({ of: 'group', value: 'group1', expected: 'group14', best: always('group14') }),
  },
  {
    id: 'CRY-06',
    on: 'connection',
    severity: 'high',
    title: { en: 'Diffie-Hellman group 2 (1024 bit)', zh: 'DH group2（1024 位）' },
    fix: changeTo('group14'),
    reference: 'RFC 8247: group 2 should not be used',
    peer: true,
    check: weak({ of: 'group', value: 'group2', expected: 'group14', best: always('group14') }),
  },
  {
    id: 'CRY-07',
    on: 'connection',
    severity: 'medium',
    title: { en: 'Diffie-Hellman group 5 (1536 bit)', zh: 'DH group5（1536 位）' },
    fix: changeTo('group14'),
    reference: 'RFC 8247: group 5 should not be used',
    peer: true,
    check: weak({ of: 'group', value: 'group5', expected: 'group14', best: always('group14') }),
  },
  {
    id: 'CRY-08',
    on: 'connection',
    severity: 'medium',
    title: { en: 'Diffie-Hellman group 24', zh: '使用 DH group24' },
    fix: changeTo('group14'),
    reference: 'RFC 8247: group 24 should not be used; newer builds of the platform no longer offer it',
    peer: true,
    check: weak({ of: 'group', value: 'group24', expected: 'group14', best: always('group14') }),
  },
  {
    id: 'CRY-09',
    on: 'connection',
    severity: 'high',
    title: { en: 'No perfect forward secrecy in phase 2', zh: '第二阶段未启用 PFS' },
    fix: changeTo('group14'),
    reference: 'NIST SP 800-77r1 favours PFS',
    peer: true,
    check: weak({ of: 'group', value: 'disabled', expected: 'group14', best: always('group14') }),
  },
  {
    id: 'CRY-10',
    on: 'connection',
    severity: 'medium',
    title: { en: 'IKEv1', zh: '使用 IKEv1' },
    fix: changeTo('ikev2'),
    reference: 'RFC 9395 deprecates IKEv1',
    peer: true,
    check: eachTunnel((connection) =>
      connection.IkeConfig?.IkeVersion === 'ikev1'
        ? {
            observed: 'IkeVersion=ikev1',
            expected: 'ikev2',
            fix: change(connection, [['IkeConfig', 'IkeVersion', 'ikev2']]),
          }
        : undefined,
    ),
  },
  {
    id: 'CRY-11',
    on: 'connection',
    severity: 'high',
    title: { en: 'IKEv1 aggressive mode with a pre-shared key', zh: 'IKEv1 野蛮模式加预共享密钥' },
    fix: {
      en: 'Move both ends to ikev2, or to main mode: aggressive mode shows a hash of the key to anyone who asks. Behind NAT, ikev2 is the way.',
      zh: '把两端改为 ikev2，或改为主模式：野蛮模式会向任何人暴露密钥的哈希。有 NAT 时应使用 ikev2。',
    },
    reference: 'NIST SP 800-77r1; practice',
    peer: true,
    check: eachTunnel((connection) =>
      connection.IkeConfig?.IkeVersion === 'ikev1' && connection.IkeConfig.IkeMode === 'aggressive'
        ? {
            observed: 'IkeVersion=ikev1, IkeMode=aggressive',
            expected: 'ikev2',
            fix: change(connection, [
              ['IkeConfig', 'IkeVersion', 'ikev2'],
              ['IkeConfig', 'IkeMode', 'main'],
            ]),
          }
        : undefined,
    ),
  },
  {
    id: 'CRY-12',
    on: 'connection',
    severity: 'medium',
    title: { en: 'Key lifetime zero or longer than a day', zh: '密钥生存期为 0 或超过一天' },
    fix: {
      en: "Use at most 86400 s, the API's own default, for both phases.",
      zh: '两个阶段均不超过 86400 秒（API 默认值）。',
    },
    reference: 'NIST SP 800-77r1 for phase 1 (24 h); platform default for phase 2',
    peer: false,
    check: eachTunnel((connection) => {
      const wrong = lifetimes.flatMap(([config, field]) => {
        const seconds: unknown = connection[config]?.[field];
        const isWrong = typeof seconds === 'number' && (seconds === 0 || seconds > DAY_S);
        return isWrong ? [{ config, field, observed: `${field}=${seconds}` }] : [];
      });
      if (wrong.length === 0) return undefined;
      return {
        observed: wrong.map(({ observed }) => observed).join(', '),
        expected: `1 to ${DAY_S} s`,
        fix: change(
          connection,
          wrong.map(({ config, field }) => [config, field, DAY_S] as const),
        ),
      };
    }),
  },
];

/** CRY: encryption, hashes, key exchange and protocol version of every tunnel. */
export const cryptoRules: readonly Rule[] = weaknesses.map((rule) => ({
  ...rule,
  isShown: tunnelsHave('IkeConfig', 'IpsecConfig'),
}));

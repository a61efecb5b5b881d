import { isFields } from '../../catalogue/action.ts';
import type { SecretHandle } from '../../catalogue/invoke.ts';
import { readTunnels } from '../../network/tunnels.ts';
import type { Connection, Inventory, RegionInventory } from '../inventory/inventory.ts';
import type { Observation, Rule, RuleContext, Severity, Subject } from './rule.ts';
import { eachConnection } from './rule.ts';
import { eachTunnel, fixable, listedTunnels, nameOf, subjectOfTunnel, tunnelsHave, tunnelText } from './tunnels.ts';

/** The key as the guard shows it; a plain text can only be a mask that the cloud itself put there. */
const handleOf = (tunnel: Connection): SecretHandle | undefined => {
  const key = tunnel.IkeConfig?.Psk;
  return isFields(key) && typeof key.Fingerprint === 'string'
    ? { Fingerprint: key.Fingerprint, Length: key.Length }
    : undefined;
};

const isMasked = (connection: Connection): boolean =>
  typeof connection.IkeConfig?.Psk === 'string' && /^\*+$/.test(connection.IkeConfig.Psk);

/** A platform that masks keys on reading shows none that could be judged. */
const areShown = ({ regions }: Inventory): boolean =>
  regions.every(({ connections }) =>
    connections.every((connection) => {
      const { tunnels, notUnderstood } = readTunnels(connection);
      return notUnderstood === undefined && tunnels.every((tunnel) => handleOf(tunnel.connection) !== undefined);
    }),
  );

/** By how many bits a blind guesser would need, worst first; from 112 bits on, and 16 characters, a key is enough. */
const CLASSES: readonly (readonly [below: number, severity: Severity])[] = [
  [64, 'critical'],
  [80, 'high'],
  [112, 'medium'],
];

/** The most bits that a character of a key can add: one of the 95 of ASCII. */
const MOST_BITS = Math.log2(95);

/** Flaws of handling, not of strength. */
const HANDLING_FLAWS = /space|blank|ascii/i;

/** A key of so few different characters is guessed sooner than its length says. */
const OVERRATED = 'few different characters';

const classOf = (bits: number): Severity | undefined => CLASSES.find(([below]) => bits < below)?.[1];

/** What is weak in a key, and how badly: six digits and one bit too few are not the same. */
const weakness = (
  handle: SecretHandle,
  { secrets }: RuleContext,
): Pick<Observation, 'observed' | 'severity'> | undefined => {
  const strength = secrets.judge(handle);
  const characters = `${handle.Length} characters`;
  if (strength === null) {
    // Only the length is known: the class is that of the best key of this length.
    const severity = handle.Length < 16 ? classOf(handle.Length * MOST_BITS) : undefined;
    return severity && { observed: characters, severity };
  }
  const flaws = strength.flaws.filter((flaw) => !HANDLING_FLAWS.test(flaw));
  const severity = flaws.includes(OVERRATED) ? 'critical' : classOf(strength.bits);
  if (severity === undefined && handle.Length >= 16 && flaws.length === 0) return undefined;
  const observed = [characters, `at most ${Math.round(strength.bits)} bits`, ...flaws].join(', ');
  return { observed, severity: severity ?? 'low' };
};

const rotate = (connection: Connection) => ({
  Tool: 'ModifyVpnConnectionAttribute',
  Arguments: { VpnConnectionId: connection.VpnConnectionId, IkeConfig: { Psk: { generate: true } } },
});

/** A tunnel with the key that it has; a single one is its connection. */
interface KeyHolder {
  readonly connection: Connection;
  readonly tunnel: Connection;
  readonly subject: Subject;
  readonly handle: SecretHandle;
}

const withKeys = (regions: readonly RegionInventory[]): readonly KeyHolder[] =>
  regions.flatMap((region) =>
    region.connections.flatMap((connection) =>
      readTunnels(connection).tunnels.flatMap((one, nth) => {
        const handle = handleOf(one.connection);
        if (!handle) return [];
        const subject = subjectOfTunnel(region, connection, one, nth);
        return [{ connection, tunnel: one.connection, subject, handle }];
      }),
    ),
  );

const holderText = ({ connection, subject }: KeyHolder): string =>
  [connection.Name ?? connection.VpnConnectionId, tunnelText(subject)].filter(Boolean).join(' ');

const indices = new WeakMap<Inventory, ReadonlyMap<string, readonly KeyHolder[]>>();

/** Keys of all regions by their fingerprint, gathered once for each inventory: of hundreds only a few have to be compared. */
const byFingerprint = (inventory: Inventory): ReadonlyMap<string, readonly KeyHolder[]> => {
  const known = indices.get(inventory);
  if (known) return known;
  const index = new Map<string, KeyHolder[]>();
  for (const one of withKeys(inventory.regions)) {
    const same = index.get(one.handle.Fingerprint);
    if (same) same.push(one);
    else index.set(one.handle.Fingerprint, [one]);
  }
  indices.set(inventory, index);
  return index;
};

/** So many tunnels with the same key are named: all of them, for each of them, would be their square. */
const MOST_NAMED = 5;

/** SEC: pre-shared keys, judged inside the process; only fingerprints and lengths are shown. */
export const keyRules: readonly Rule[] = [
  {
    id: 'SEC-01',
    on: 'connection',
    isShown: areShown,
    severity: 'critical',
    title: { en: 'Weak pre-shared key', zh: '预共享密钥过弱' },
    fix: {
      en: 'Rotate to a generated key of 32 characters; both ends change in one window. A leaked handshake lets a short key be guessed off-line.',
      zh: '更换为自动生成的 32 位密钥；两端须在同一窗口内更换。短密钥可被离线猜解。',
    },
    reference: 'NIST SP 800-77r1: at least 112 bits',
    peer: true,
    check: eachTunnel((connection, context) => {
      const handle = handleOf(connection);
      const weak = handle && weakness(handle, context);
      if (!weak) return undefined;
      return { ...weak, observed: `Psk: ${weak.observed}`, expected: '32 random characters', fix: rotate(connection) };
    }),
  },
  {
    id: 'SEC-02',
    on: 'connection',
    isShown: areShown,
    severity: 'high',
    title: { en: 'One pre-shared key on several connections', zh: '多条连接共用一个预共享密钥' },
    fix: {
      en: 'Give each connection a key of its own: one leak opens them all.',
      zh: '为每条连接使用独立的密钥：一处泄露会使全部连接失守。',
    },
    reference: 'practice',
    peer: true,
    check: ({ region, inventory, secrets }) => {
      const sameKeys = byFingerprint(inventory);
      return withKeys([region]).flatMap(({ connection, tunnel, subject, handle }) => {
        const others: KeyHolder[] = [];
        for (const other of sameKeys.get(handle.Fingerprint) ?? []) {
          if (others.length === MOST_NAMED) break;
          // The other tunnel of the same connection leads to the same site: that is SEC-05.
          if (other.connection !== connection && secrets.equal(other.handle, handle)) others.push(other);
        }
        if (others.length === 0) return [];
        const seen = {
          observed: `Psk ${handle.Fingerprint} is also that of ${others.map(holderText).join(', ')}`,
          expected: 'a key of its own',
          fix: rotate(connection),
        };
        return [{ ...fixable(seen, connection, tunnel), subject }];
      });
    },
  },
  {
    id: 'SEC-04',
    on: 'connection',
    isShown: tunnelsHave('IkeConfig'),
    severity: 'info',
    title: { en: 'The platform masks the key on reading', zh: '平台读取时会掩码密钥' },
    fix: {
      en: 'Nothing to do; a change of IkeConfig then needs the key given again, since a mask must never be written back.',
      zh: '无需处理；此时修改 IkeConfig 必须重新提供密钥，切勿把掩码写回。',
    },
    reference: 'practice',
    peer: false,
    check: eachTunnel((connection) =>
      isMasked(connection) ? { observed: 'Psk is asterisks', expected: 'handle edits with care' } : undefined,
    ),
  },
  {
    id: 'SEC-05',
    on: 'connection',
    isShown: areShown,
    severity: 'low',
    title: { en: 'One pre-shared key for both tunnels of a connection', zh: '一条连接的两条隧道共用一个预共享密钥' },
    fix: {
      en: 'Give each tunnel a key of its own: a key that leaks from one device opens the tunnel of the other too, and neither can be rotated alone. It is less than two sites with one key.',
      zh: '为每条隧道使用独立的密钥：一台设备泄露密钥会使另一条隧道也失守，且无法单独轮换。其风险低于两个站点共用密钥。',
    },
    reference: 'practice',
    peer: true,
    check: eachConnection((connection, { secrets }) => {
      const [first, second] = listedTunnels(connection);
      const [one, other] = [first, second].map((tunnel) => tunnel && handleOf(tunnel.connection));
      if (!first || !second || !one || !other || !secrets.equal(one, other)) return undefined;
      const names = [first, second].map((tunnel, nth) => tunnelText(nameOf(tunnel, nth)));
      const seen = {
        observed: `Psk ${one.Fingerprint} is that of ${names.join(' and ')}`,
        expected: 'a key for each tunnel',
        fix: rotate(connection),
      };
      return fixable(seen, connection, first.connection);
    }),
  },
];

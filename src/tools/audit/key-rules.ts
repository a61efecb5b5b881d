import type { SecretHandle } from '../../catalogue/invoke.ts';
import type { Connection, Inventory, RegionInventory } from '../inventory/inventory.ts';
import type { Rule, RuleContext } from './rule.ts';
import { eachConnection, subjectOf } from './rule.ts';

/** The key as the guard shows it; a plain text can only be a mask that the cloud itself put there. */
const handleOf = (connection: Connection): SecretHandle | undefined => {
  const key = connection.IkeConfig?.Psk;
  return typeof key === 'object' ? { Fingerprint: key.Fingerprint, Length: key.Length } : undefined;
};

const isMasked = (connection: Connection): boolean =>
  typeof connection.IkeConfig?.Psk === 'string' && /^\*+$/.test(connection.IkeConfig.Psk);

const ENOUGH_BITS = 112;

const weakness = (handle: SecretHandle, { secrets }: RuleContext): string | undefined => {
  const strength = secrets.judge(handle);
  if (strength === null) return handle.Length < 16 ? `${handle.Length} characters` : undefined;
  const flaws = strength.flaws.filter((flaw) => !HANDLING_FLAWS.test(flaw));
  if (strength.bits >= ENOUGH_BITS && handle.Length >= 16 && flaws.length === 0) return undefined;
  return [`${handle.Length} characters`, `about ${Math.round(strength.bits)} bits`, ...flaws].join(', ');
};

/** Flaws of handling, not of strength; they have a rule of their own. */
const HANDLING_FLAWS = /space|blank|ascii/i;

const rotate = (connection: Connection) => ({
  Tool: 'ModifyVpnConnectionAttribute',
  Arguments: { VpnConnectionId: connection.VpnConnectionId, IkeConfig: { Psk: { generate: true } } },
});

const withKeys = (regions: readonly RegionInventory[]) =>
  regions.flatMap((region) =>
    region.connections.flatMap((connection) => {
      const handle = handleOf(connection);
      return handle ? [{ region, connection, handle }] : [];
    }),
  );

const indices = new WeakMap<Inventory, ReadonlyMap<string, ReturnType<typeof withKeys>>>();

/** Keys of all regions by their fingerprint, gathered once for each inventory: of hundreds only a few have to be compared. */
const byFingerprint = (inventory: Inventory) => {
  const known = indices.get(inventory);
  if (known) return known;
  const index = new Map<string, ReturnType<typeof withKeys>>();
  for (const one of withKeys(inventory.regions)) {
    const same = index.get(one.handle.Fingerprint);
    if (same) same.push(one);
    else index.set(one.handle.Fingerprint, [one]);
  }
  indices.set(inventory, index);
  return index;
};

/** So many connections with the same key are named: all of them, for each of them, would be their square. */
const MOST_NAMED = 5;

/** SEC: pre-shared keys, judged inside the process; only fingerprints and lengths are shown. */
export const keyRules: readonly Rule[] = [
  {
    id: 'SEC-01',
    severity: 'critical',
    title: { en: 'Weak pre-shared key', zh: '预共享密钥过弱' },
    fix: {
      en: 'Rotate to a generated key of 32 characters; both ends change in one window. A leaked handshake lets a short key be guessed off-line.',
      zh: '更换为自动生成的 32 位密钥；两端须在同一窗口内更换。短密钥可被离线猜解。',
    },
    reference: 'NIST SP 800-77r1: at least 112 bits',
    peer: true,
    check: eachConnection((connection, context) => {
      const handle = handleOf(connection);
      const weak = handle && weakness(handle, context);
      if (!weak) return undefined;
      return { observed: `Psk: ${weak}`, expected: '32 random characters', fix: rotate(connection) };
    }),
  },
  {
    id: 'SEC-02',
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
      return withKeys([region]).flatMap(({ connection, handle }) => {
        const others: Connection[] = [];
        for (const other of sameKeys.get(handle.Fingerprint) ?? []) {
          if (others.length === MOST_NAMED) break;
          if (other.connection !== connection && secrets.equal(other.handle, handle)) others.push(other.connection);
        }
        if (others.length === 0) return [];
        const names = others.map(({ Name, VpnConnectionId }) => Name ?? VpnConnectionId);
        return [
          {
            subject: subjectOf(region, connection.VpnConnectionId, connection.Name),
            observed: `Psk ${handle.Fingerprint} is also that of ${names.join(', ')}`,
            expected: 'a key of its own',
            fix: rotate(connection),
          },
        ];
      });
    },
  },
  {
    id: 'SEC-04',
    severity: 'info',
    title: { en: 'The platform masks the key on reading', zh: '平台读取时会掩码密钥' },
    fix: {
      en: 'Nothing to do; a change of IkeConfig then needs the key given again, since a mask must never be written back.',
      zh: '无需处理；此时修改 IkeConfig 必须重新提供密钥，切勿把掩码写回。',
    },
    reference: 'practice',
    peer: false,
    check: eachConnection((connection) =>
      isMasked(connection) ? { observed: 'Psk is asterisks', expected: 'handle edits with care' } : undefined,
    ),
  },
];

import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { allOf, changesOf, undoOf } from '../../../src/guard/connection/changes.ts';
import { completeConnection } from '../../../src/guard/connection/complete.ts';
import type { Modification } from '../../../src/guard/connection/fields.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { format } from '../../../src/guard/text/message.ts';
import { twoTunnels } from './two-tunnels.ts';

const secrets = createSecrets(() => Buffer.alloc(32, 7));
const VpnConnectionId = 'vco-1';

const changed = (input: Omit<Modification, 'VpnConnectionId'>, live = twoTunnels()) => {
  const given = { VpnConnectionId, ...input };
  return changesOf(given, live, completeConnection(given, live).tunnels, secrets);
};
const list = (...TunnelOptionsSpecification: readonly object[]) => ({
  TunnelOptionsSpecification: TunnelOptionsSpecification.map((one) => ({ ...one })),
});
const before = 'TunnelOptionsSpecification[slave].';

test.each([
  [list({ Role: 'slave', EnableDpd: true, CustomerGatewayId: 'cgw-2' }), []],
  [list({ Role: 'slave', TunnelIkeConfig: { IkeLifetime: 86_400, Psk: 'FAKE-psk-slave' } }), []],
  [{ EnableTunnelsBgp: false }, []],
  [{ EnableTunnelsBgp: true }, ['EnableTunnelsBgp: false -> true']],
  [list({ TunnelId: 'tun-b', CustomerGatewayId: 'cgw-9' }), [`${before}CustomerGatewayId: cgw-2 -> cgw-9`]],
  [list({ Role: 'slave', EnableNatTraversal: false }), [`${before}EnableNatTraversal: true -> false`]],
  [
    list({ Role: 'slave', TunnelIpsecConfig: { IpsecPfs: 'disabled', IpsecLifetime: 28_800 } }),
    [`${before}TunnelIpsecConfig.IpsecPfs: group14 -> disabled`],
  ],
  [
    list({ Role: 'slave', TunnelBgpConfig: { LocalAsn: 65_001 } }),
    [`${before}TunnelBgpConfig.LocalAsn: null -> 65001`],
  ],
] as const)('%j changes %j', (input, summary) => {
  expect(
    allOf(changed(input)).map(({ Field, Before, After }) => `${Field}: ${String(Before)} -> ${String(After)}`),
  ).toEqual(summary);
});

test('a certificate that differs by its last line break is the same', () => {
  const live = twoTunnels({}, { RemoteCaCertificate: 'PEM\n' });
  expect(allOf(changed(list({ Role: 'slave', RemoteCaCertificate: 'PEM' }), live))).toEqual([]);
});

test('what comes back is named for each tunnel, and no key is shown', () => {
  const both = list(
    { Role: 'master', TunnelIkeConfig: { IkePfs: 'group5', Psk: 'FAKE-psk-other' } },
    { Role: 'slave', EnableDpd: false },
  );
  const changes = changed(both);
  const undo = undoOf(
    'public',
    actions.ModifyVpnConnectionAttribute,
    { VpnConnectionId },
    changes,
    twoTunnels(),
    secrets,
  );
  const words = undo.map((each) => format(each, 'en')).join(' ');
  expect(words).toContain(
    'VpnConnectionId=vco-1, TunnelOptionsSpecification[master].TunnelIkeConfig.IkePfs=group14, TunnelOptionsSpecification[slave].EnableDpd=true.',
  );
  expect(words).toMatch(/The key of tunnel tun-a \(master\) \(fingerprint [0-9a-f]{8}\)/);
  expect(words).not.toContain('FAKE');
  const noList = undoOf(
    'public',
    actions.ModifyTunnelAttribute,
    { VpnConnectionId, TunnelId: 'tun-b' },
    changed(list({ Role: 'slave', EnableDpd: false })),
    twoTunnels(),
    secrets,
  );
  expect(format(noList[0] ?? { text: { en: '', zh: '' }, values: {} }, 'en')).toBe(
    'Back with ModifyTunnelAttribute: VpnConnectionId=vco-1, TunnelId=tun-b, TunnelOptionsSpecification.EnableDpd=true.',
  );
});

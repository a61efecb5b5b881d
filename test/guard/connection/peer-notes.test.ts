import { expect, test } from 'vitest';
import { changesOf } from '../../../src/guard/connection/changes.ts';
import { completeConnection } from '../../../src/guard/connection/complete.ts';
import type { Modification } from '../../../src/guard/connection/fields.ts';
import { changeNotes } from '../../../src/guard/connection/peer-notes.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { format } from '../../../src/guard/text/message.ts';
import { twoTunnels } from './two-tunnels.ts';

const secrets = createSecrets(() => Buffer.alloc(32, 7));

const summary = (given: Omit<Modification, 'VpnConnectionId'>): string => {
  const input = { VpnConnectionId: 'vco-1', ...given };
  const live = twoTunnels();
  const { tunnels, input: completed } = completeConnection(input, live);
  const changes = changesOf(input, live, tunnels, secrets);
  return changeNotes(changes, input, { completed, name: 'plant', seen: undefined }, live)
    .map((each) => format(each, 'en'))
    .join('\n');
};

const master = { Role: 'master', TunnelIkeConfig: { IkePfs: 'group5' } };
const slave = { Role: 'slave', TunnelIpsecConfig: { IpsecPfs: 'group5' } };

test('the peer of one tunnel is told what it needs, and that the other is left alone', () => {
  const words = summary({ TunnelOptionsSpecification: [master] });
  expect(words).toContain(
    'The peer of tunnel tun-a (master) needs the same change at the same time (TunnelIkeConfig.IkePfs)',
  );
  expect(words).toContain('its other tunnel is left as it is');
});

test('of two changed tunnels each peer is told its own', () => {
  const words = summary({ TunnelOptionsSpecification: [master, slave] });
  expect(words).toContain('tunnel tun-a (master) needs the same change at the same time (TunnelIkeConfig.IkePfs)');
  expect(words).toContain('tunnel tun-b (slave) needs the same change at the same time (TunnelIpsecConfig.IpsecPfs)');
  expect(words).not.toContain('left as it is');
});

test('a change of the connection is one of both tunnels', () => {
  const words = summary({ EnableTunnelsBgp: true, TunnelOptionsSpecification: [master] });
  expect(words).toContain('The traffic of plant stops');
  expect(words).toContain('The peer of each tunnel needs the same change at the same time (EnableTunnelsBgp)');
});

test('what the peers need not have alike asks nothing of them', () => {
  const words = summary({ TunnelOptionsSpecification: [{ Role: 'slave', EnableDpd: false }] });
  expect(words).toContain('negotiates anew');
  expect(words).not.toContain('same change');
});

import type { PastChange } from '../../../src/catalogue/invoke.ts';
import type { KeyedTunnel } from '../../../src/tools/keys/keyed-tunnels.ts';

export const handle = (Fingerprint: string) => ({ Fingerprint, Length: 40 });

/** A tunnel that is up, with a key that is shown. */
export const keyedTunnel = (more: Partial<KeyedTunnel> = {}): KeyedTunnel => ({
  ...{
    name: 'plant',
    status: 'ipsec_sa_established',
    isUp: true,
    isAgreed: true,
    key: handle('0a0a0a0a'),
    field: 'IkeConfig.Psk',
  },
  ...{ settings: { IkeVersion: 'ikev2' }, peer: 'cgw-1', isLate: false, ...more },
});

/** A change of its key that was done. */
export const keyChange = (more: Partial<PastChange> = {}): PastChange => ({
  ...{ action: 'ModifyVpnConnectionAttribute', atMs: 0, changed: ['IkeConfig.Psk'], result: 'ok' as const },
  ...{ keys: [handle('0a0a0a0a')], input: {}, ...more },
});

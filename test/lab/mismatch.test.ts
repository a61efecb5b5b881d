import { expect, test } from 'vitest';
import { type Case, startLab, untilUp } from './ipsec-lab.ts';
import { isFull, whyNoIpsec } from './ipsec-needs.ts';

const why = whyNoIpsec();
if (why) test(`SKIPPED, the lab of IPsec: ${why}`, ({ skip }) => skip(why));

/** A peer that has something else than the cloud: what is changed in its file, and the cause that its log must lead to. */
interface Mismatch {
  readonly name: string;
  readonly given?: Case;
  readonly change: (conf: string) => string;
  readonly cause: string;
}

const replace =
  (pattern: RegExp, by: string) =>
  (conf: string): string =>
    conf.replace(pattern, by);

const FEW: readonly Mismatch[] = [
  {
    name: 'another group in phase 1',
    change: replace(/^( +)proposals = .*/m, '$1proposals = aes256-sha1-modp1536'),
    cause: 'ike-proposal-mismatch',
  },
  {
    name: 'another encryption in phase 2',
    change: replace(/esp_proposals = .*/, 'esp_proposals = aes192-sha1-modp2048'),
    cause: 'ipsec-proposal-mismatch',
  },
];

const MORE: readonly Mismatch[] = [
  {
    name: 'another hash in phase 1, ikev1',
    given: { ike: { IkeVersion: 'ikev1' } },
    change: replace(/^( +)proposals = .*/m, '$1proposals = aes256-md5-modp2048'),
    cause: 'ike-proposal-mismatch',
  },
];

interface Cause {
  readonly Id: string;
  readonly Fix?: { readonly Tool: string; readonly Arguments: Record<string, unknown> };
}

test.skipIf(why).each(isFull ? [...FEW, ...MORE] : FEW)(
  'DiagnoseTunnel reads from a real log that the peer has $name, and its Fix brings the tunnel up',
  async ({ given = {}, change, cause }) => {
    const lab = await startLab(given);
    const conf = change(await lab.write());
    expect(await lab.peer.load(conf)).toBe('');
    await lab.peer.ask('--initiate', '--child', 'vco-lab1-net1', '--timeout', '4');
    expect(await lab.peer.installed()).toEqual([]);
    const asked = { VpnConnectionId: 'site', Log: lab.cloud.log(), PeerConfig: conf };
    const { data, text } = await lab.agent.call('DiagnoseTunnel', asked);
    const [first] = data['Causes'] as readonly Cause[];
    expect(first?.Id, text).toBe(cause);
    const fix = first?.Fix;
    if (!fix) throw new Error(`no fix: ${text}`);
    const mended = await lab.agent.call(fix.Tool, fix.Arguments);
    expect(mended.isError, mended.text).toBe(false);
    await lab.loadCloud();
    // The cloud ends a tunnel whose settings were changed.
    await lab.cloud.ask('--terminate', '--ike', 'cloud', '--timeout', '4');
    await lab.peer.ask('--initiate', '--child', 'vco-lab1-net1', '--timeout', '8');
    await untilUp(lab.peer, 1);
  },
);

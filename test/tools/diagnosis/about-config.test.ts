import { expect, it } from 'vitest';
import { aboutConfig } from '../../../src/tools/diagnosis/about-config.ts';
import { compareEnds } from '../../../src/tools/ends/compare-ends.ts';
import { readPeerConfig } from '../../../src/tools/ends/read-peer-config.ts';
import { cloudOfSite } from '../../support/same-site.ts';

const summary = (text: string, language: 'en' | 'zh' = 'en'): string => {
  const reading = readPeerConfig(text, undefined, cloudOfSite);
  return aboutConfig(reading, reading.end ? compareEnds(cloudOfSite, reading.end) : [], language).join(' ');
};

it.each([
  [
    'a format without a reader',
    'remote 203.0.113.10 {\n exchange_mode main;\n}',
    /is of racoon .*nothing was compared/,
  ],
  ['a text of nothing', 'hello world', /could not be read as key-value, so nothing was compared/],
  [
    'a file that is included',
    'connections {\n include a.conf\n vpc { remote_addrs = 203.0.113.10\n proposals = aes256-sha256-modp2048 } }',
    /read as swanctl \(vpc\).*Not seen: "include a.conf".*says nothing of ike_version, enc2/,
  ],
  [
    'a connection that includes a file',
    'connections { vpc { remote_addrs = 203.0.113.10\n include a.conf\n } }',
    /prove nothing: "include a.conf" is named in it and was not seen/,
  ],
  [
    'an excerpt of policies',
    'crypto ikev2 policy 1\n encryption aes-256\ncrypto map M 1 set peer 203.0.113.10\ncrypto map M 1 set ikev2 ipsec-proposal P',
    /an excerpt without "crypto ikev2 enable"/,
  ],
  [
    'settings most of which are not understood',
    'Peer IP: 203.0.113.10\nsome cipher ABC\nanother word\na third line',
    /not understood: "some cipher ABC", "another word"/,
  ],
  [
    'two makers in one text',
    'set security ike gateway G address 203.0.113.10\nconfig vpn ipsec phase1-interface\nedit "a"\nset remote-gw 192.0.2.1\nnext\nend',
    /read as juniper.*holds configurations of juniper, fortigate.*not compared: a\./,
  ],
])('%s is said', (_name, text, words) => {
  expect(summary(text)).toMatch(words);
});

it('that all agrees is said, in both languages', () => {
  const text = 'conn a\n keyexchange=ikev2\n ike=aes256-sha256-modp2048\n right=203.0.113.10\n left=198.51.100.1';
  expect(summary(`${text}\n leftsubnet=172.20.0.0/16\n rightsubnet=10.10.0.0/16`)).toContain(
    'fields that both ends give agree',
  );
  expect(summary(`${text}\n leftsubnet=172.20.0.0/16\n rightsubnet=10.10.0.0/16`, 'zh')).toContain('全部一致');
  expect(summary(text)).not.toContain('agree');
});

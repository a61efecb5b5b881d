import { describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../src/catalogue/causes.ts';
import { readLog } from '../../src/tools/logs/read-log.ts';
import { SSL_CAUSES } from '../../src/tools/ssl/causes.ts';
import {
  detectVendors,
  IPSEC_ROWS,
  LOG_ROWS,
  PEER_VENDORS,
  partsOf,
  readConfig,
  SSL_ROWS,
  VENDORS,
} from '../../src/vendors/index.ts';
import { samples } from '../support/log-samples.ts';

it('knows every row of the table, 1 to 61', () => {
  const rows = new Set(LOG_ROWS.map(({ row }) => row));
  expect(Array.from({ length: 61 }, (_, at) => at + 1).filter((row) => !rows.has(row))).toEqual([]);
});

it('has a sample line for every pattern', () => {
  const silent = LOG_ROWS.filter(({ pattern }) => !samples.some(({ line }) => pattern.test(line)));
  expect(silent.map(({ row, pattern }) => `${row} ${pattern.source}`)).toEqual([]);
});

it.each(samples)('row $row is hit, and no other, by: $line', ({ row, line }) => {
  const hit = LOG_ROWS.filter(({ pattern }) => pattern.test(line)).map((pattern) => pattern.row);
  expect([...new Set(hit)]).toEqual([row]);
});

it('matches whatever the case', () => {
  expect(LOG_ROWS.filter(({ pattern }) => !pattern.ignoreCase)).toEqual([]);
});

it('every row of an IPsec log names where it was read', () => {
  expect(IPSEC_ROWS.filter(({ source = '' }) => source.length < 10).map(({ row }) => row)).toEqual([]);
});

it.each(samples.filter(({ row }) => row >= 200))(
  'a line that proves nothing is never surer than 0.8: $line',
  ({ line }) => {
    const proves = IPSEC_ROWS.some(({ definitive, pattern }) => definitive && pattern.test(line));
    const { candidates } = readLog(line);
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates.filter(({ confidence }) => confidence >= 0.8 && !proves)).toEqual([]);
  },
);

it('names only causes that exist', () => {
  for (const { causes, phase2Causes = [] } of IPSEC_ROWS)
    for (const id of [...causes, ...phase2Causes]) expect(CAUSE_IDS).toContain(id);
  for (const { causes } of SSL_ROWS) for (const id of causes) expect(Object.keys(SSL_CAUSES)).toContain(id);
});

it('has a cause for every row but those that only follow another line', () => {
  expect(LOG_ROWS.filter(({ causes }) => causes.length === 0).map(({ row }) => row)).toEqual([47]);
});

it.each([
  'looking for peer configs matching 198.51.100.1[198.51.100.1]...203.0.113.10[203.0.113.10]',
  'looking for pre-shared key peer configs matching 198.51.100.1...203.0.113.10[203.0.113.10]',
  'received FRAGMENTATION_SUPPORTED notify',
  'IKE_SA ali[1] established between 203.0.113.10[a]...198.51.100.1[b]',
  'CHILD_SA net1{1} established with SPIs c0_i c1_o and TS 10.0.0.0/24 === 10.1.0.0/24',
  'selected proposal: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024',
  '198.18.0.9:50100 VERIFY OK: depth=0, CN=vsc-bob',
])('a line of a negotiation that goes well is no sign of trouble: %s', (line) => {
  expect(LOG_ROWS.filter(({ pattern }) => pattern.test(line)).map(({ row }) => row)).toEqual([]);
});

describe('the rows of all vendors', () => {
  it('are tried in the order of their numbers', () => {
    for (const rows of [IPSEC_ROWS, SSL_ROWS]) {
      const numbers = rows.map(({ row }) => row);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  it('leave lists of proposals to the reader that pairs them', () => {
    expect(LOG_ROWS.filter((row) => row.isPaired).map(({ row }) => row)).toEqual([20]);
    expect(IPSEC_ROWS.some(({ row }) => row === 20)).toBe(false);
  });
});

it('the values of PeerVendor and their order are a contract', () => {
  expect(PEER_VENDORS).toEqual([
    ...['swanctl', 'ipsec.conf', 'cisco-asa', 'cisco-ios', 'paloalto', 'juniper', 'fortigate', 'huawei'],
    ...['mikrotik', 'vyos', 'pfsense', 'terraform', 'windows', 'aws', 'key-value'],
  ]);
});

it('every vendor has a name of its own, and something to say', () => {
  expect(new Set(VENDORS.map(({ name }) => name)).size).toBe(VENDORS.length);
  const silent = VENDORS.filter(
    (vendor) => !vendor.read && !vendor.rows && !vendor.sslRows && !vendor.keyForms && !vendor.logSign,
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

describe('the vendor of a paste', () => {
  it.each([
    ['swanctl', 'connections {\n  a {\n  remote_addrs = 203.0.113.10\n } }'],
    ['swanctl', 'local_ts = 172.20.0.0/16\nremote_ts = 10.10.0.0/16'],
    ['ipsec.conf', 'conn a\n  keyexchange=ikev2\n  right=203.0.113.10'],
    ['cisco-asa', 'access-list ALI extended permit ip 172.20.0.0 255.255.128.0 10.10.0.0 255.255.0.0'],
    ['cisco-asa', 'tunnel-group 203.0.113.10 type ipsec-l2l'],
    ['cisco-ios', 'crypto isakmp policy 10\n encr aes 256'],
    ['cisco-ios', 'access-list 101 permit ip 172.20.0.0 0.0.255.255 10.10.0.0 0.0.255.255'],
    ['juniper', 'set security ike gateway GW address 203.0.113.10'],
    ['fortigate', 'config vpn ipsec phase1-interface\n edit "a"'],
    ['huawei', 'ike proposal 10\n encryption-algorithm aes-256'],
    ['cisco-asa', 'crypto ikev2 policy 1'],
    ['cisco-ios', 'crypto ikev2 policy POL'],
    ['cisco-ios', 'crypto ikev2 keyring K'],
    ['juniper', 'security {\n  ike {'],
    ['paloalto', 'set network ike gateway G protocol version ikev2'],
    ['mikrotik', '/ip ipsec peer add name=a'],
    ['vyos', 'set vpn ipsec ike-group I key-exchange ikev2'],
    ['pfsense', '<phase1>\n<ikeid>1</ikeid>'],
    ['terraform', 'resource "aws_vpn_connection" "a" {'],
    ['windows', "Add-VpnS2SInterface -Name 'a' -Protocol IKEv2"],
    ['aws', 'IPSec Tunnel #1'],
    ['key-value', 'IkeEncAlg: aes256'],
    ['key-value', 'nothing at all'],
  ])('is %s', (vendor, text) => {
    expect(detectVendors(text.split('\n'))).toEqual([vendor]);
  });
});

it('a sign that only one vendor has decides before signs that several share', () => {
  const shared = 'crypto ipsec transform-set T esp-aes esp-sha-hmac';
  expect(detectVendors([shared, 'tunnel-group 203.0.113.10 type ipsec-l2l'])).toEqual(['cisco-asa']);
  expect(detectVendors([shared, 'crypto map M 65535 ipsec-isakmp dynamic D', 'nameif outside'])).toEqual(['cisco-asa']);
});

it('a paste is cut where another vendor begins, and both get what may be of either', () => {
  const lines = [
    '! head',
    'crypto isakmp key K address 203.0.113.10',
    'interface X',
    'config vpn ipsec phase1-interface',
    ' next',
  ];
  expect(partsOf(lines)).toEqual([
    { vendor: 'cisco-ios', lines: lines.slice(0, 3) },
    { vendor: 'fortigate', lines: lines.slice(2) },
  ]);
});

it('a vendor that comes twice has all its lines, each once', () => {
  const lines = ['conn a', 'x', 'nameif outside', 'y', 'conn b', 'z'];
  expect(partsOf(lines)).toEqual([
    { vendor: 'ipsec.conf', lines: ['conn a', 'x', 'y', 'conn b', 'z'] },
    { vendor: 'cisco-asa', lines: ['x', 'nameif outside', 'y'] },
  ]);
});

it('two vendors that each show such a sign are both named', () => {
  const lines = ['set security ike gateway GW address 203.0.113.10', 'config vpn ipsec phase1-interface'];
  expect(detectVendors(lines)).toEqual(['juniper', 'fortigate']);
});

it.each([
  { vendor: 'juniper', line: 'set security ike gateway GW address 203.0.113.10' },
  { vendor: 'key-value', line: 'Remote IP: 203.0.113.10' },
] as const)('a configuration is read by its vendor: $vendor', ({ vendor, line }) => {
  expect(readConfig(vendor, [line])[0]?.peer_addr).toBe('203.0.113.10');
});

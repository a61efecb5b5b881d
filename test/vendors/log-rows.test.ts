import { expect, it } from 'vitest';
import { CAUSE_IDS } from '../../src/catalogue/causes.ts';
import { SSL_CAUSES } from '../../src/tools/ssl/causes.ts';
import { IPSEC_ROWS, LOG_ROWS, SSL_ROWS } from '../../src/vendors/log-rows.ts';
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

it('every pattern is through with a long line of its own near misses in no time', () => {
  const started = performance.now();
  for (const { pattern } of LOG_ROWS) {
    const words = pattern.source.replace(/\\[a-z]|[^\w' ]/g, ' ').slice(0, 60);
    pattern.test(words.repeat(Math.ceil(1000 / Math.max(1, words.length))).slice(0, 1000));
  }
  expect(performance.now() - started).toBeLessThan(1000);
});

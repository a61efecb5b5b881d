import { expect, it, test } from 'vitest';
import { forThePeer, testPlan, warningsOf } from '../../../src/tools/peer-config/advice.ts';
import type { Writer } from '../../../src/vendors/handoff/writer.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const written = {
  files: [{ name: 'a', text: '' }],
  warnings: ['own'],
  notes: ['note'],
  load: 'load it',
  look: 'see',
} as const;
const writer: Writer = { name: 'x', title: 'X 1', verified: 'lab', sources: [], write: () => written };
const { ike } = sampleTunnel();
const two = [sampleTunnel(), sampleTunnel({ order: 2, remoteAddress: '198.51.100.2' })] as const;

test('the peer is told both ends, what to open, what is protected, and the size of segments', () => {
  const said = forThePeer(sampleLink({ healthCheck: { target: '10.20.0.9', source: '172.16.10.9' } }), written).join(
    '\n',
  );
  for (const words of [
    'load it',
    'note',
    '203.0.113.10',
    '198.51.100.1',
    'UDP 500, UDP 4500',
    '10.20.0.0/24',
    '1360',
    '10.20.0.9',
  ])
    expect(said).toContain(words);
  expect(forThePeer(sampleLink({ tunnels: two }), written).join()).toContain('configure both');
  const routed = sampleLink({ localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] });
  expect(forThePeer(routed, written).join()).toContain('add routes');
});

test('the test plan has five lines, for one tunnel and for two', () => {
  expect(testPlan(sampleLink(), written)).toHaveLength(5);
  expect(testPlan(sampleLink(), written).join()).toContain('10.20.0.1 to 172.16.10.1');
  expect(testPlan(sampleLink({ tunnels: two }), written)[4]).toContain('Shut down tunnel 1');
});

it.each([
  [sampleLink(), writer, []],
  [sampleLink(), { ...writer, verified: 'unverified' as const }, ['unverified']],
  [sampleLink({ tunnels: [sampleTunnel({ key: undefined })] }), writer, ['<PSK>']],
  [sampleLink({ tunnels: [sampleTunnel({ natTraversal: false })] }), writer, ['NAT traversal is off']],
  [sampleLink({ tunnels: [sampleTunnel({ dpd: false })] }), writer, ['DPD is off']],
  [
    sampleLink({
      tunnels: [sampleTunnel({ ike: { ...ike, version: 'ikev1' } })],
      localSubnets: ['10.0.0.0/24', '10.1.0.0/24'],
    }),
    writer,
    ['one pair of blocks'],
  ],
])('warnings %#', (link, by, words) => {
  const said = warningsOf(link, by, written);
  expect(said).toHaveLength(words.length + 1);
  for (const word of words) expect(said.join()).toContain(word);
});

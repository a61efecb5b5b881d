import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMap } from '../../../src/views/map/model.ts';
import { gateway, peer, region, tunnel } from '../../support/view-graph.ts';

const rowsOf = (data: Record<string, unknown>) =>
  readMap(data)?.regions.flatMap(({ hubs }) => hubs.flatMap(({ rows }) => rows)) ?? [];

test('a result without nodes and edges is no map', () => {
  expect(readMap({})).toBeUndefined();
  expect(readMap({ Nodes: [], Edges: 'x' })).toBeUndefined();
});

test('tunnels hang on their gateway, the worst first, those to one peer together', () => {
  const Nodes = [region('r'), gateway('vpn-1'), peer('cgw-a'), peer('cgw-b')];
  const Edges = [
    tunnel('vpn-1', 'cgw-a', 'a-1\nup'),
    tunnel('vpn-1', 'cgw-b', 'b-1\nup'),
    tunnel('vpn-1', 'cgw-b', 'b-2\nno', 'down'),
  ];
  expect(rowsOf({ Nodes, Edges }).map(({ lines }) => lines[0])).toEqual(['b-2', 'b-1', 'a-1']);
});

test('a route belongs to the tunnel before it, also where two tunnels have the same ends', () => {
  const route = (Label: string) => ({ ...tunnel('vpn-1', 'cgw-a', Label), Kind: 'route' });
  const Edges = [
    tunnel('vpn-1', 'cgw-a', 'one'),
    route('10.1.0.0/16'),
    tunnel('vpn-1', 'cgw-a', 'two'),
    route('10.2.0.0/16'),
  ];
  const rows = rowsOf({ Nodes: [region('r'), gateway('vpn-1'), peer('cgw-a')], Edges });
  expect(rows.map(({ lines, routes }) => [lines[0], ...routes])).toEqual([
    ['one', '10.1.0.0/16'],
    ['two', '10.2.0.0/16'],
  ]);
});

test('a tunnel whose peer is not among the nodes is drawn all the same', () => {
  const [row] = rowsOf({ Nodes: [gateway('vpn-1')], Edges: [tunnel('vpn-1', 'nobody', 'x', 'odd')] });
  expect(row?.end.lines).toEqual(['nobody']);
  expect(row?.health).toBe('unknown');
});

test('gateways of a region that no node names are not lost', () => {
  const model = readMap({ Nodes: [gateway('vpn-1', 'elsewhere')], Edges: [] });
  expect(model?.regions.map(({ thing }) => thing.id)).toEqual(['elsewhere']);
});

test('a tunnel whose gateway is not among the nodes is drawn all the same, in the region of its peer', () => {
  const model = readMap({ Nodes: [region('r'), peer('cgw-a')], Edges: [tunnel('nobody', 'cgw-a', 'x', 'down')] });
  expect(model?.regions.map(({ thing, hubs }) => [thing.id, hubs.map((hub) => hub.thing.lines)])).toEqual([
    ['r', [['nobody']]],
  ]);
  expect(model?.counts.down).toBe(1);
});

test('a gateway without a health is not known, and a name of blanks is none', () => {
  const { Health: _, ...bare } = gateway('vpn-1');
  const model = readMap({ Nodes: [{ ...bare, Label: '  \nvpn-1' }], Edges: [] });
  expect(model?.regions[0]?.hubs[0]?.thing).toMatchObject({ health: 'unknown', lines: ['vpn-1'] });
});

test.each([
  [['DescribeVpnConnections failed'], ['DescribeVpnConnections failed']],
  ['timeout', ['timeout']],
  [{ Action: 'A', Why: { Code: 'B' } }, ['A: {"Code":"B"}']],
  [
    [{ Action: 'A', Reason: 'B' }, 7],
    ['A: B', '7'],
  ],
  [undefined, []],
  [[], []],
])('that %j was not read is not lost, whatever its form', (NotSeen, lines) => {
  expect(readMap({ Nodes: [], Edges: [], NotSeen })?.unread).toEqual(lines);
});

test('groups that hang on nothing are drawn, and what was not read is named', () => {
  const Nodes = [
    region('r'),
    { Id: 'r:gateways', Kind: 'gateways', Label: 'gateways: 7', In: 'r', Health: 'down' },
    { Id: 'r:attachments', Kind: 'tunnels', Label: 'without a gateway', In: 'r', Health: 'up' },
  ];
  const model = readMap({ Nodes, Edges: [], Collapsed: 9, NotSeen: [{ Action: 'A', Reason: 'B' }] });
  expect(model?.regions[0]?.hubs.map(({ thing }) => thing.id)).toEqual(['r:gateways', 'r:attachments']);
  expect([model?.grouped, model?.unread]).toEqual([9, ['A: B']]);
});

test('whatever a host hands over, reading it fails in no way', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (Nodes, Edges) => {
      expect(readMap({ Nodes, Edges })?.verdict).toBe('');
    }),
  );
});

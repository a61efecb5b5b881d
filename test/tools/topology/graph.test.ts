import { expect, it } from 'vitest';
import { named } from '../../../src/tools/topology/graph.ts';

it.each([
  ['vpn-1', 'office', 'office\nvpn-1'],
  ['vpn-1', 'vpn-1', 'vpn-1'],
  ['vpn-1', undefined, 'vpn-1'],
  ['vpn-1', '', 'vpn-1'],
  [undefined, 'office', 'office'],
  [undefined, undefined, '?'],
])('a thing with the ID %s and the name %s is drawn as %j', (id, name, text) => {
  expect(named(id, name)).toBe(text);
});

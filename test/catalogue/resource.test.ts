import { describe, expect, test } from 'vitest';
import { isRead, worstRisk } from '../../src/catalogue/action.ts';
import { actions } from '../../src/catalogue/index.ts';
import { idFields, isIdentified } from '../../src/catalogue/resource.ts';

/** What newer actions call a description. */
const OTHER_READS = [
  'CheckVpnBgpEnabled',
  'GetVpnGatewayDiagnoseResult',
  'DiagnoseVpnConnections',
  'ListTagResources',
  'ListVpnCertificateAssociations',
];

/** What newer actions call a change. */
const OTHER_CHANGES = ['TagResources', 'UnTagResources', 'MoveVpn', 'Associate', 'Dissociate'];

describe.each(Object.values(actions))('$name', (action) => {
  test('begins with its verb, or with a word that reads', () => {
    const others = action.verb === 'describe' ? OTHER_READS : action.verb === 'modify' ? OTHER_CHANGES : [];
    const words = [action.verb, ...others];
    expect(words.some((word) => action.name.toLowerCase().startsWith(word.toLowerCase()))).toBe(true);
  });

  test('changes nothing exactly where its verb reads', () => {
    expect(isRead(action)).toBe(worstRisk(action) === 'read');
  });

  test('of one thing asks for the ID of that kind', () => {
    const { verb, resource, input } = action;
    if (!isIdentified(resource) || (verb !== 'modify' && verb !== 'delete')) return;
    expect(input.shape).toHaveProperty(idFields[resource]);
  });

  test('that makes a thing answers with the ID of that kind', () => {
    const { verb, resource, output } = action;
    if (!isIdentified(resource) || verb !== 'create') return;
    expect(output.shape).toHaveProperty(idFields[resource]);
  });
});

test('a route has no ID of its own', () => {
  expect(['route', 'policy-route'].some((kind) => isIdentified(kind as 'route'))).toBe(false);
});

import { expect, test } from 'vitest';
import { viewAt, viewContent, viewList, viewMeta, views, viewUri } from '../../src/resources/views.ts';
import { tools } from '../../src/tools/index.ts';

test('every view is listed under an address that leads back to it, asks for no address, and is in the form of the extension', () => {
  expect(viewList.map(({ uri }) => viewAt(uri)?.name)).toEqual(views.map(({ name }) => name));
  for (const one of viewList)
    expect(one).toMatchObject({
      mimeType: 'text/html;profile=mcp-app',
      _meta: { ui: { csp: {}, prefersBorder: true } },
    });
  expect(viewContent(viewUri('map'), '<p>')).toMatchObject({ mimeType: 'text/html;profile=mcp-app', text: '<p>' });
});

test.each([
  'ui://vpn-gateway-mcp/other.html',
  'ui://elsewhere/map.html',
  'ui://vpn-gateway-mcp/map.html?x',
  'map.html',
])('%s leads to no view', (uri) => {
  expect(viewAt(uri)).toBeUndefined();
});

test('a tool that draws names its view under both keys, and of what only reads or writes those that may ask a person', () => {
  const uri = 'ui://vpn-gateway-mcp/map.html';
  expect(viewMeta('MapTopology', 'read')).toEqual({ ui: { resourceUri: uri }, 'ui/resourceUri': uri });
  const shown = tools.filter(({ name, risk }) => viewMeta(name, risk)).map(({ name, risk }) => [name, risk]);
  expect(
    shown
      .filter(([, risk]) => risk === 'read')
      .map(([name]) => name)
      .sort(),
  ).toEqual(['DiagnoseTunnel', 'MapTopology', 'PlanChange']);
  expect(
    shown
      .filter(([, risk]) => risk === 'write')
      .map(([name]) => name)
      .sort(),
  ).toEqual(['CopyConnection', 'CreateSslVpnServer']);
  expect(viewMeta('DeleteVpnConnection', 'destroy')?.ui.resourceUri).toBe('ui://vpn-gateway-mcp/plan.html');
});

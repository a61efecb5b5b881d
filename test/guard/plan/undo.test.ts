import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, worstRisk } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { planMessages } from '../../../src/guard/plan/messages.ts';
import { briefUndo, undoCall, undoChanges, undoCreate, undoEntry } from '../../../src/guard/plan/undo.ts';
import { format } from '../../../src/guard/text/message.ts';
import { region, startBench } from '../bench.ts';

type Fields = Record<string, unknown>;

/** The calls of an undo, as a person would type them: numbers and flags by their look, unless the action wants text there. */
const callsIn = (undo: string): readonly { name: string; fields: Fields }[] =>
  [...undo.matchAll(/(?:Back|again) with (\w+)(?:, under a new ID)?: (.+?)\.(?= [A-Z]|$)/g)].map(
    ([, name = '', text = '']) => {
      const fields: Fields = {};
      for (const pair of text.split(', ')) {
        const [, head = '', inner, value = ''] = /^(\w+)(?:\.(\w+))?=(.*)$/s.exec(pair) ?? [];
        const typed = /^(true|false|\d+)$/.test(value) ? JSON.parse(value) : value;
        if (inner === undefined) fields[head] = typed;
        else fields[head] = { ...Object(fields[head]), [inner]: typed };
      }
      return { name, fields };
    },
  );

const actionCalled = (name: string): Action => {
  const found = Object.values(actions).find((action) => action.name === name);
  if (!found) throw new Error(`no action ${name}`);
  return found;
};

const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };
const route = { ...hq, RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0001' };
const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };
const server = { RegionId: region, SslVpnServerId: 'vss-hq0001' };
const certificate = { RegionId: region, SslVpnClientCertId: 'vsc-linphone' };
const customer = { RegionId: region, CustomerGatewayId: 'cgw-old0001' };
const {
  DeleteVpnGateway,
  ModifyVpnGatewayAttribute,
  DeleteCustomerGateway,
  ModifyCustomerGatewayAttribute,
  DeleteVpnConnection,
  ModifyVpnConnectionAttribute,
  DeleteSslVpnServer,
  ModifySslVpnServer,
  DeleteSslVpnClientCert,
  ModifySslVpnClientCert,
  ModifyVpnRouteEntryWeight,
  DeleteVpnRouteEntry,
  PublishVpnRouteEntry,
} = actions;

const table: readonly (readonly [Action, Fields, Fields])[] = [
  [DeleteVpnGateway, hq, { Bandwidth: 100, EnableIpsec: true, EnableSsl: true, SslConnections: 20 }],
  [ModifyVpnGatewayAttribute, { ...hq, Name: 'new', Description: 'newer' }, { ...hq, Name: 'hq-gateway' }],
  [DeleteCustomerGateway, customer, { IpAddress: '192.0.2.77', Name: 'closed-branch-router' }],
  [ModifyCustomerGatewayAttribute, { ...customer, Name: 'new' }, { ...customer, Name: 'closed-branch-router' }],
  [
    DeleteVpnConnection,
    warehouse,
    {
      LocalSubnet: '10.20.0.0/16',
      RemoteSubnet: '172.31.40.0/22',
      IkeConfig: expect.objectContaining({ IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkePfs: 'group2' }),
      IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28800 },
      HealthCheckConfig: { enable: true, dip: '172.31.40.1', sip: '10.20.0.5', interval: 3, retry: 3 },
    },
  ],
  [
    ModifyVpnConnectionAttribute,
    { ...warehouse, Name: 'new', IkeConfig: { IkePfs: 'group14' }, HealthCheckConfig: { enable: false } },
    { ...warehouse, Name: 'warehouse', IkeConfig: { IkePfs: 'group2' }, HealthCheckConfig: { enable: true } },
  ],
  [DeleteSslVpnServer, server, { VpnGatewayId: 'vpn-hq0001', ClientIpPool: '10.99.0.0/24', Port: 1194 }],
  [ModifySslVpnServer, { ...server, Port: 1195, Compress: true }, { ...server, Port: 1194, Compress: false }],
  [DeleteSslVpnClientCert, certificate, { SslVpnServerId: 'vss-hq0001', Name: 'lin-phone' }],
  [ModifySslVpnClientCert, { ...certificate, Name: 'new' }, { ...certificate, Name: 'lin-phone' }],
  [ModifyVpnRouteEntryWeight, { ...route, Weight: 100, NewWeight: 0 }, { Weight: 0, NewWeight: 100 }],
  [DeleteVpnRouteEntry, { ...route, Weight: 100 }, { Weight: 100, PublishVpc: true }],
  [PublishVpnRouteEntry, { ...route, RouteType: 'dbr', PublishVpc: false }, { PublishVpc: true }],
];

test.each(table)('the undo of $name is a call that the catalogue takes', async ({ name }, input, expected) => {
  const { plan } = await startBench();
  const { Undo } = await plan(actionCalled(name), input);
  const calls = callsIn(Undo);
  expect(calls).not.toEqual([]);
  for (const call of calls) {
    const parsed = actionCalled(call.name).input.safeParse(call.fields);
    expect(parsed.error?.issues ?? []).toEqual([]);
  }
  const { RegionId: _region, ...fields } = expected;
  expect(calls[0]?.fields).toMatchObject(fields);
});

// Those of the public cloud alone are undone in its own world, in the tests of what each of them changes.
test('every action that changes or removes what is there has a row here', () => {
  const rows = new Set(table.map(([{ name }]) => name));
  const without = Object.values(actions)
    .filter((action) => worstRisk(action) !== 'read' && !rows.has(action.name) && !action.name.startsWith('Create'))
    .map(({ name }) => name);
  expect(without.sort()).toEqual([
    'AssociateVpnGatewayWithCertificate',
    'AssumeRole',
    'DeleteVcoRouteEntry',
    'DeleteVpnAttachment',
    'DeleteVpnPbrRouteEntry',
    'DiagnoseVpnGateway',
    'DissociateVpnGatewayWithCertificate',
    'ModifyTunnelAttribute',
    'ModifyVcoRouteEntryWeight',
    'ModifyVpnAttachmentAttribute',
    'ModifyVpnPbrRouteEntryAttribute',
    'ModifyVpnPbrRouteEntryPriority',
    'ModifyVpnPbrRouteEntryWeight',
    'MoveVpnResourceGroup',
    'TagResources',
    'UnTagResources',
  ]);
});

describe('an undo', () => {
  const summary = (said: ReturnType<typeof undoCall>): string => said.map((each) => format(each, 'en')).join(' ');
  const id = { VpnGatewayId: 'vpn-1' };

  test('where nothing changes is none', () => {
    expect(summary(undoChanges('stack', ModifyVpnGatewayAttribute, id, []))).toBe('There is nothing to undo.');
  });

  test('does not promise to clear what was not set before', () => {
    const changes = [
      { Field: 'Name', Before: 'gw-1', After: 'x' },
      { Field: 'Description', Before: '', After: 'y' },
    ];
    expect(summary(undoChanges('stack', ModifyVpnGatewayAttribute, id, changes))).toBe(
      'Back with ModifyVpnGatewayAttribute: VpnGatewayId=vpn-1, Name=gw-1. Not set before, and no call clears it again: Description.',
    );
  });

  test('names what the call does not take', () => {
    const changes = [{ Field: 'Name', Before: 'Plant Main', After: 'x' }];
    expect(summary(undoChanges('stack', ModifyVpnGatewayAttribute, id, changes))).toBe(
      'No call brings it back as it was: ModifyVpnGatewayAttribute does not take Name=Plant Main.',
    );
    expect(
      summary(
        undoChanges('stack', ModifyVpnGatewayAttribute, id, [
          ...changes,
          { Field: 'Description', Before: 'Plant', After: 'y' },
        ]),
      ),
    ).toBe(
      'Back with ModifyVpnGatewayAttribute: VpnGatewayId=vpn-1, Description=Plant. ModifyVpnGatewayAttribute does not take what it had as Name=Plant Main: that does not come back.',
    );
    expect(
      summary(undoCall('stack', planMessages.undoNewId, actions.CreateVpnGateway, { VpcId: 'vpc-1', Bandwidth: 200 })),
    ).toBe('No call brings it back as it was: CreateVpnGateway does not take Bandwidth=200.');
  });

  test('beside its own call leaves out what is there already, and names each structure once', () => {
    const input = { VpnConnectionId: 'vco-1', Name: 'new', IkeConfig: { IkePfs: 'group14', Psk: { generate: true } } };
    const changes = [
      { Field: 'Name', Before: 'old', After: 'new' },
      { Field: 'IkeConfig.IkePfs', Before: 'group2', After: 'group14' },
      { Field: 'IkeConfig.IkeMode', Before: 'main', After: 'aggressive' },
    ];
    const undo = undoChanges('stack', ModifyVpnConnectionAttribute, { VpnConnectionId: 'vco-1' }, changes);
    expect(summary(undo.map((each) => briefUndo(each, ModifyVpnConnectionAttribute, input)))).toBe(
      'same action and target: Name=old, IkeConfig(IkePfs=group2, IkeMode=main).',
    );
    const entry = { VpnGatewayId: 'vpn-1', RouteDest: '10.0.0.0/8', Weight: 100, PublishVpc: true };
    const again = undoEntry('CreateVpnRouteEntry', entry);
    const { PublishVpc: _published, ...route } = entry;
    expect(summary([briefUndo(again, DeleteVpnRouteEntry, route)])).toBe(
      'CreateVpnRouteEntry of the same: PublishVpc=true.',
    );
    expect(summary([briefUndo(again, DeleteVpnRouteEntry, entry)])).toBe('CreateVpnRouteEntry of the same.');
    expect(summary([briefUndo(undoCreate('DeleteVpnGateway'), DeleteVpnRouteEntry, {})])).toBe('DeleteVpnGateway.');
  });

  test('is never cut, however long its lists are', () => {
    const blocks = Array.from({ length: 90 }, (_, index) => `10.${index}.0.0/16`).join(',');
    const text = summary(
      undoChanges('stack', ModifyVpnConnectionAttribute, { VpnConnectionId: 'vco-1' }, [
        { Field: 'LocalSubnet', Before: blocks, After: '10.0.0.0/8' },
        { Field: 'RemoteSubnet', Before: '172.16.0.0/12', After: '172.17.0.0/16' },
      ]),
    );
    expect(callsIn(text)[0]?.fields).toEqual({
      VpnConnectionId: 'vco-1',
      LocalSubnet: blocks,
      RemoteSubnet: '172.16.0.0/12',
    });
  });

  test('is taken by the catalogue whatever a thing is called', () => {
    const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.stringMatching(/^[A-Za-z_][\w.-]{0,30}$/));
    fc.assert(
      fc.property(word, word, (Name, Description) => {
        const changes = [
          { Field: 'Name', Before: Name, After: 'x' },
          { Field: 'Description', Before: Description, After: 'y' },
        ];
        const text = summary(undoChanges('stack', ModifyVpnGatewayAttribute, id, changes).slice(0, 1));
        if (Description.includes(', ') || /\. [A-Z]/.test(Description) || !text.startsWith('Back')) return;
        const [call] = callsIn(text);
        const { success, data } = ModifyVpnGatewayAttribute.input.safeParse(call?.fields);
        expect(success).toBe(true);
        expect([undefined, Name]).toContain(data?.Name);
        expect([undefined, Description]).toContain(data?.Description);
      }),
    );
  });
});

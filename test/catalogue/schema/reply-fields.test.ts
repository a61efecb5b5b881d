import { expect, test } from 'vitest';
import { z } from 'zod';
import { actions } from '../../../src/catalogue/index.ts';
import { epochMs, flatReply, list, reply, replyNote, string } from '../../../src/catalogue/schema/reply-fields.ts';

const fields = Object.values(actions).flatMap(({ name, output }) =>
  Object.entries<z.core.$ZodType>(output.shape).map(([field, schema]) => ({ name, field, schema })),
);

test('each list knows the inner name that the cloud gives its entries', () => {
  const lists = fields.flatMap(({ field, schema }) => {
    const item = replyNote(schema)?.item;
    return item === undefined ? [] : [`${field}/${item}`];
  });
  expect([...new Set(lists)].sort()).toEqual([
    'AvailableZoneIdList/AvailableZoneId',
    'ClientInfoList/ClientInfo',
    'CustomerGateways/CustomerGateway',
    'Data/Logs',
    'DiagnoseResult/DiagnoseResult',
    'Regions/Region',
    'RouteEntrys/RouteEntry',
    'RouterTableList/RouterTableListType',
    'SslVpnClientCertKeys/SslVpnClientCertKey',
    'SslVpnServers/SslVpnServer',
    'TagResources/TagResource',
    'VSwitches/VSwitch',
    'VcoRouteEntries/VcoRouteEntry',
    'Vpcs/Vpc',
    'VpnAttachments/VpnAttachment',
    'VpnCertificateRelations/VpnCertificateRelation',
    'VpnConnections/VpnConnection',
    'VpnGateways/VpnGateway',
    'VpnPbrRouteEntries/VpnPbrRouteEntry',
    'VpnRouteEntries/VpnRouteEntry',
  ]);
});

const shapesOf = (schema: z.core.$ZodType): readonly Readonly<Record<string, z.core.$ZodType>>[] => {
  if (schema instanceof z.ZodOptional) return shapesOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return shapesOf(schema.element);
  return schema instanceof z.ZodObject ? [schema.shape, ...Object.values(schema.shape).flatMap(shapesOf)] : [];
};

test('each instant in epoch milliseconds has its ISO companion beside it', () => {
  const shapes = Object.values(actions).flatMap(({ output }) => shapesOf(output));
  const instants = shapes.flatMap((shape) =>
    Object.keys(shape).flatMap((field) => {
      const schema = shape[field];
      return schema && replyNote(schema)?.epochMs ? [[`${field}Iso`, Object.hasOwn(shape, `${field}Iso`)]] : [];
    }),
  );
  expect(instants.filter(([, present]) => !present)).toEqual([]);
  expect(instants.length).toBeGreaterThan(15);
  // The actions around a VPN write instants as text.
  const isNumber = (schema: z.core.$ZodType | undefined) =>
    schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodNumber;
  const times = shapes.flatMap((shape) =>
    Object.keys(shape).filter((field) => /Time$/.test(field) && isNumber(shape[field])),
  );
  expect(times).toHaveLength(instants.length);
});

test('two replies may come as a list of one', () => {
  const flat = Object.values(actions).flatMap(({ name, output }) => {
    const other = replyNote(output)?.insteadOf;
    return other === undefined ? [] : [[name, other]];
  });
  expect(flat).toEqual([
    ['DescribeVpnConnection', 'VpnConnections'],
    ['ModifySslVpnServer', 'SslVpnServers'],
  ]);
});

test('each reply carries a request ID and what could not be read', () => {
  const without = Object.values(actions).filter(
    ({ output }) => !('RequestId' in output.shape && 'Unparsed' in output.shape),
  );
  expect(without).toEqual([]);
});

test('notes stay out of the JSON Schema that a client sees', () => {
  const seen = z.toJSONSchema(reply({ At: epochMs, Entries: list('Entry', z.string()) }));
  expect(JSON.stringify(seen)).not.toMatch(/epochMs|item"|Entry"/);
  expect(replyNote(flatReply('Things', { A: string }))).toEqual({ insteadOf: 'Things' });
  expect(replyNote(z.string())).toBeUndefined();
});

import { z } from 'zod';
import { defineAction } from '../action.ts';
import { renameOnStackElse } from '../risk.ts';
import { ipv4 } from '../schema/addresses.ts';
import { must } from '../schema/explain.ts';
import {
  clientToken,
  customerGatewayId,
  description,
  letteredDescription,
  name,
  newTags,
  page,
  regionId,
  request,
  text,
} from '../schema/fields.ts';
import { onPublic } from '../schema/platform-rows.ts';
import { epochMs, list, pages, reply, string, tags } from '../schema/reply-fields.ts';
import { bgpKey, secretText } from '../schema/secret.ts';

const customerGateway = {
  CustomerGatewayId: string,
  Name: string,
  Description: string,
  IpAddress: string,
  CreateTime: epochMs,
  CreateTimeIso: string,
};

const liveCustomerGateway = {
  ...customerGateway,
  Asn: onPublic(string),
  AuthKey: onPublic(secretText.optional()),
  ResourceGroupId: onPublic(string),
  Tags: tags,
};

/** The cloud's own is 45104, which a peer cannot have. */
const CLOUD_ASN = 45_104;
const HIGHEST_ASN = 4_294_967_295;

/** A number, or its two halves as the vendor writes them: 1.10 is 65546. */
const asnOf = (given: string): number => {
  const [high = '', low] = given.split('.');
  if (low === undefined) return Number(high);
  return Number(high) < 65_536 && Number(low) < 65_536 ? Number(high) * 65_536 + Number(low) : Number.NaN;
};

const asn = text.refine(
  ...must(
    (given: string) =>
      /^\d{1,10}(?:\.\d{1,5})?$/.test(given) &&
      asnOf(given) >= 1 &&
      asnOf(given) <= HIGHEST_ASN &&
      asnOf(given) !== CLOUD_ASN,
    `is the peer's AS number, 1 to ${HIGHEST_ASN} and not the cloud's own ${CLOUD_ASN}`,
  ),
);

export const CreateCustomerGateway = defineAction({
  name: 'CreateCustomerGateway',
  verb: 'create',
  resource: 'customer-gateway',
  summary: "Register a peer's public IP; it must be new in the region and cannot be changed later.",
  risk: 'write',
  input: request({
    RegionId: regionId,
    IpAddress: ipv4,
    Name: name.optional(),
    Description: description.optional(),
    Asn: onPublic(asn.optional()),
    AuthKey: onPublic(bgpKey.optional()),
    ResourceGroupId: onPublic(text.optional()),
    Tags: onPublic(newTags.optional()),
    ClientToken: clientToken,
  }),
  output: reply(customerGateway),
});

export const ModifyCustomerGatewayAttribute = defineAction({
  name: 'ModifyCustomerGatewayAttribute',
  verb: 'modify',
  resource: 'customer-gateway',
  summary: 'Rename or redescribe a customer gateway; its address cannot change.',
  risk: renameOnStackElse('RegionId', 'CustomerGatewayId', 'Name', 'Description', 'ClientToken'),
  input: request({
    RegionId: regionId,
    CustomerGatewayId: customerGatewayId,
    Name: name.optional(),
    Description: letteredDescription.optional(),
    AuthKey: onPublic(bgpKey.optional()),
    ClientToken: clientToken,
  }),
  output: reply(customerGateway),
});

export const DescribeCustomerGateways = defineAction({
  name: 'DescribeCustomerGateways',
  verb: 'describe',
  resource: 'customer-gateway',
  summary: 'List customer gateways.',
  risk: 'read',
  input: request({ RegionId: regionId, CustomerGatewayId: customerGatewayId.optional(), ...page }),
  output: reply({ CustomerGateways: list('CustomerGateway', z.looseObject(liveCustomerGateway)), ...pages }),
});

export const DescribeCustomerGateway = defineAction({
  name: 'DescribeCustomerGateway',
  verb: 'describe',
  resource: 'customer-gateway',
  summary: 'Show one customer gateway.',
  risk: 'read',
  input: request({ RegionId: regionId, CustomerGatewayId: customerGatewayId }),
  output: reply(liveCustomerGateway),
});

export const DeleteCustomerGateway = defineAction({
  name: 'DeleteCustomerGateway',
  verb: 'delete',
  resource: 'customer-gateway',
  summary: 'Delete a customer gateway; refused while a connection uses it.',
  risk: 'destroy',
  input: request({ RegionId: regionId, CustomerGatewayId: customerGatewayId, ClientToken: clientToken }),
  output: reply({}),
});

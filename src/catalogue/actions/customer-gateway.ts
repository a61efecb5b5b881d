import { z } from 'zod';
import { defineAction } from '../action.ts';
import { ipv4 } from '../schema/addresses.ts';
import {
  clientToken,
  customerGatewayId,
  description,
  letteredDescription,
  name,
  page,
  regionId,
  request,
} from '../schema/fields.ts';
import { onPublic } from '../schema/platform-rows.ts';
import { epochMs, list, pages, reply, string, tags } from '../schema/reply-fields.ts';
import { secretText } from '../schema/secret.ts';

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
    ClientToken: clientToken,
  }),
  output: reply(customerGateway),
});

export const ModifyCustomerGatewayAttribute = defineAction({
  name: 'ModifyCustomerGatewayAttribute',
  verb: 'modify',
  resource: 'customer-gateway',
  summary: 'Rename or redescribe a customer gateway; its address cannot change.',
  risk: 'write',
  input: request({
    RegionId: regionId,
    CustomerGatewayId: customerGatewayId,
    Name: name.optional(),
    Description: letteredDescription.optional(),
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

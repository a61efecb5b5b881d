import { z } from 'zod';
import { defineAction } from '../action.ts';
import { anyId, clientToken, count, listOf, oneOf, regionId, request, text, vpnGatewayId } from '../schema/fields.ts';
import { list, number, reply, string } from '../schema/reply-fields.ts';

// Gateways of the Chinese national standard know themselves and their peers by certificates, two kinds of them.

const certificateType = oneOf('Encryption', 'Signature');

const pair = {
  RegionId: regionId,
  VpnGatewayId: vpnGatewayId,
  CertificateId: anyId,
  CertificateType: certificateType,
  ClientToken: clientToken,
};

// Both have a dry run which answers as the call itself does: it cannot be told from the call, and is not used.

export const AssociateVpnGatewayWithCertificate = defineAction({
  name: 'AssociateVpnGatewayWithCertificate',
  verb: 'modify',
  resource: 'certificate-association',
  summary: 'Give a NationalStandard gateway a certificate; its tunnels may drop.',
  risk: 'disrupt',
  platform: 'public',
  input: request(pair),
  output: reply({}),
});

export const DissociateVpnGatewayWithCertificate = defineAction({
  name: 'DissociateVpnGatewayWithCertificate',
  verb: 'modify',
  resource: 'certificate-association',
  summary: 'Take a certificate from a NationalStandard gateway; its tunnels may drop.',
  risk: 'disrupt',
  platform: 'public',
  input: request(pair),
  output: reply({}),
});

export const ListVpnCertificateAssociations = defineAction({
  name: 'ListVpnCertificateAssociations',
  verb: 'describe',
  resource: 'certificate-association',
  summary: 'List which gateways have which certificates.',
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnGatewayId: listOf(vpnGatewayId, 20, ' IDs').optional(),
    CertificateId: listOf(anyId, 20, ' IDs').optional(),
    CertificateType: certificateType.optional(),
    MaxResults: count(1, 20).optional(),
    NextToken: text.optional(),
  }),
  output: reply({
    VpnCertificateRelations: list(
      'VpnCertificateRelation',
      z.looseObject({
        VpnGatewayId: string,
        CertificateId: string,
        CertificateType: string,
        AssociationTime: string,
        RegionId: string,
      }),
    ),
    TotalCount: number,
    NextToken: string,
  }),
});

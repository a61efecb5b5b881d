import { findGateway, mustBeFree, own, regionRow, tokenRow } from '../handlers/checks.ts';
import { listOf, may, must, type Parameters, type Reply, type Request } from '../handlers/handler.ts';
import { integer, invalid, oneOf, text } from '../handlers/kinds.ts';
import { dryRunRow, type PublicHandlers, valuesOf } from '../public/action.ts';
import { Refusal } from '../state/refusal.ts';
import type { CertificateAssociation, VpnGateway, World } from '../state/world.ts';

/** Only gateways of the Chinese standard take certificates. The code is formed like OperationUnsupported.IPsecServer. */
const findNational = (request: Request, world: World): VpnGateway => {
  const gateway = findGateway(world, request);
  if (gateway.VpnType !== 'NationalStandard')
    throw new Refusal(400, 'OperationUnsupported.Certificate', 'The VPN gateway takes no certificates.');
  mustBeFree(world, gateway);
  return gateway;
};

/** One certificate of each type, and never the same for both. What the cloud says to more is not documented. */
const associate = (request: Request, world: World): Reply => {
  const gateway = findNational(request, world);
  const { VpnGatewayId } = gateway;
  const { CertificateId = '', CertificateType = '' } = request.input;
  const here = world.data.certificate_associations.filter((one) => one.VpnGatewayId === VpnGatewayId);
  if (here.some((one) => one.CertificateType === CertificateType)) throw invalid('CertificateType');
  if (here.some((one) => one.CertificateId === CertificateId)) throw invalid('CertificateId');
  const AssociationTime = Math.floor(world.clock.now());
  world.data.certificate_associations.push({ VpnGatewayId, CertificateId, CertificateType, AssociationTime });
  world.begin(gateway, 'updating');
  return {};
};

const dissociate = (request: Request, world: World): Reply => {
  const gateway = findNational(request, world);
  const { CertificateId, CertificateType } = request.input;
  const isIt = (one: CertificateAssociation): boolean =>
    one.VpnGatewayId === gateway.VpnGatewayId &&
    one.CertificateId === CertificateId &&
    one.CertificateType === CertificateType;
  if (!world.data.certificate_associations.some(isIt))
    throw new Refusal(404, 'InvalidCertificateId.NotFound', 'The VPN gateway has no such certificate.');
  world.data.certificate_associations = world.data.certificate_associations.filter((one) => !isIt(one));
  world.begin(gateway, 'updating');
  return {};
};

/** One page of a list that goes on by tokens; a token is the place where the next page begins. */
export const tokenPage = <T>(
  items: readonly T[],
  input: Parameters,
  size: number,
): { page: T[]; NextToken?: string } => {
  const start = Number((input['NextToken'] ?? '').replace(/^token-/, '') || 0);
  if (!Number.isInteger(start) || start > items.length) throw invalid('NextToken');
  const most = Number(input['MaxResults'] || size);
  const page = items.slice(start, start + most);
  return { page, ...(start + most < items.length && { NextToken: `token-${start + most}` }) };
};

const list = (request: Request, world: World): Reply => {
  const { input } = request;
  const [gateways, ids] = [valuesOf(input, 'VpnGatewayId'), valuesOf(input, 'CertificateId')];
  const mine = own(world.data.gateways, request).map((one) => one.VpnGatewayId);
  const found = world.data.certificate_associations.filter(
    (one) =>
      mine.includes(one.VpnGatewayId) &&
      (gateways.length === 0 || gateways.includes(one.VpnGatewayId)) &&
      (ids.length === 0 || ids.includes(one.CertificateId)) &&
      (!input['CertificateType'] || one.CertificateType === input['CertificateType']),
  );
  const { page, ...rest } = tokenPage(found, input, 10);
  const VpnCertificateRelations = page.map(({ AssociationTime, ...one }) => ({
    ...{ ...one, RegionId: request.regionId },
    AssociationTime: `${new Date(AssociationTime).toISOString().slice(0, 19)}Z`,
  }));
  return { ...rest, MaxResults: Number(input['MaxResults'] || 10), TotalCount: found.length, VpnCertificateRelations };
};

const types = oneOf('Encryption', 'Signature');
const rows = {
  ...{ ...regionRow, ...tokenRow, ...dryRunRow },
  ...{ VpnGatewayId: must(text), CertificateId: must(text), CertificateType: must(types) },
};

export const certificateHandlers = {
  // Of this one the documents say that a good dry run is answered with a request ID and no error.
  AssociateVpnGatewayWithCertificate: { effect: 'write', takes: rows, dryRun: 'request-id', run: associate },
  DissociateVpnGatewayWithCertificate: { effect: 'write', takes: rows, run: dissociate },
  ListVpnCertificateAssociations: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, CertificateId: listOf(text, 20), CertificateType: may(types), VpnGatewayId: listOf(text, 20) },
      ...{ MaxResults: may(integer(1, 20)), NextToken: may(text) },
    },
    run: list,
  },
} satisfies PublicHandlers;

import { isIPv4 } from 'node:net';
import { findGateway, own, regionRow } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { clientToken, invalid, jsonObject, oneOf, text } from '../handlers/kinds.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { Diagnosis, World } from '../state/world.ts';
import type { PublicHandlers } from './action.ts';
import { type Finding, findingsOf } from './gateway-findings.ts';

/** An address of IPsecExtendInfo, which asks for the way between two of them. */
const addressIn = (fields: Record<string, unknown>, name: string): string | undefined => {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !isIPv4(value)) throw invalid('IPsecExtendInfo');
  return value;
};

/** Starts a diagnosis; its result is asked for by another action. */
const begin = (request: Request, world: World): Reply => {
  const { input } = request;
  const { VpnGatewayId } = findGateway(world, request);
  const ResourceId = input['ResourceId'] ?? '';
  const here = world.data.connections.filter((one) => one.VpnGatewayId === VpnGatewayId);
  if (!here.some((one) => one.VpnConnectionId === ResourceId)) throw invalid('ResourceId');
  const fields: Record<string, unknown> = JSON.parse(input['IPsecExtendInfo'] || '{}');
  const PrivateSourceIp = addressIn(fields, 'PrivateSourceIp');
  const PrivateDestinationIp = addressIn(fields, 'PrivateDestinationIp');
  const DiagnoseId = world.newId('vpndgn');
  world.data.diagnoses.push({
    ...{ DiagnoseId, VpnGatewayId, ResourceId, BeginTime: Math.floor(world.clock.now()), looks: 0 },
    ...(PrivateSourceIp && { PrivateSourceIp }),
    ...(PrivateDestinationIp && { PrivateDestinationIp }),
  });
  return { DiagnoseId };
};

/** The diagnosis that a request names, or the last one of its gateway. The code for one that is not there is not documented. */
const findDiagnosis = (request: Request, world: World): Diagnosis => {
  const { DiagnoseId, VpnGatewayId } = request.input;
  if (!DiagnoseId && !VpnGatewayId) throw missing('DiagnoseId');
  const ids = new Set(own(world.data.gateways, request).map((one) => one.VpnGatewayId));
  const found = world.data.diagnoses.findLast(
    (one) =>
      ids.has(one.VpnGatewayId) &&
      (!DiagnoseId || one.DiagnoseId === DiagnoseId) &&
      (!VpnGatewayId || one.VpnGatewayId === VpnGatewayId),
  );
  if (found) return found;
  throw new Refusal(404, 'InvalidDiagnoseId.NotFound', 'The specified diagnosis does not exist.');
};

/** `2022-12-15T05:28:57Z` */
const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Each look finds three more items done; at the instant pace all of them at once. */
const readResult = (request: Request, world: World): Reply => {
  const diagnosis = findDiagnosis(request, world);
  const connection = world.data.connections.find((one) => one.VpnConnectionId === diagnosis.ResourceId);
  const findings = connection ? findingsOf(world, connection, diagnosis) : [];
  diagnosis.looks += 1;
  const done = world.platform.pace === 'instant' ? findings : findings.slice(0, 3 * diagnosis.looks);
  if (done.length === findings.length) diagnosis.FinishTime ??= Math.floor(world.clock.now());
  const { DiagnoseId, VpnGatewayId, ResourceId, BeginTime, FinishTime } = diagnosis;
  return {
    ...{ DiagnoseId, VpnGatewayId, ResourceInstanceId: ResourceId, ResourceType: 'IPsec' },
    ...{ TotalCount: findings.length, FinishedCount: done.length, BeginTime: stamp(BeginTime) },
    ...(FinishTime !== undefined && { FinishTime: stamp(FinishTime) }),
    DiagnoseResult: done.map(shown),
  };
};

const shown = ({ name, level, description }: Finding): Reply => ({
  DiagnoseName: name,
  DiagnoseResultLevel: level,
  DiagnoseResultDescription: JSON.stringify(description),
});

export const diagnoseGatewayHandlers = {
  DiagnoseVpnGateway: {
    effect: 'write',
    takes: {
      ...{ ...regionRow, ClientToken: may(clientToken), VpnGatewayId: must(text), ResourceId: must(text) },
      ...{ ResourceType: must(oneOf('IPsec')), IPsecExtendInfo: may(jsonObject) },
    },
    run: begin,
  },
  GetVpnGatewayDiagnoseResult: {
    effect: 'read',
    takes: { ...regionRow, ClientToken: may(clientToken), DiagnoseId: may(text), VpnGatewayId: may(text) },
    run: readResult,
  },
} satisfies PublicHandlers;

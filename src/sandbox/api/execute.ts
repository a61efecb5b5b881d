import type { Handler, Parameters, Reply, Request } from '../handlers/handler.ts';
import { Refusal } from '../state/refusal.ts';
import type { World } from '../state/world.ts';
import type { Authenticated } from './authenticate.ts';
import { isCommon } from './form.ts';
import { checkParameters, undocumented } from './parameters.ts';
import type { ReplyMemory } from './replay.ts';
import type { RequestEntry } from './request-log.ts';

/** Executes an authenticated request, or throws a Refusal; records in the log entry how far it came. */
export type Execute = (
  parameters: Parameters,
  authenticated: Authenticated,
  requestId: string,
  entry: RequestEntry,
) => Promise<Reply>;

export const createExecutor = (world: World, memory: ReplyMemory): Execute => {
  const inTurn = createTurns();
  return (parameters, authenticated, requestId, entry) =>
    inTurn(async () => {
      const { handler } = authenticated;
      const request = requestOf(parameters, authenticated);
      entry.undocumented = undocumented(handler.takes, request.input);
      checkParameters(handler.takes, request.input);
      world.settle(gatewaysNamed(world, request.input));
      if (isDryRun(handler, request, world))
        return { ...(await rehearse(handler, request, world)), RequestId: requestId };
      const isKept = handler.effect === 'write' && knowsToken(handler, request, world);
      const earlier = isKept ? memory.recall(request) : undefined;
      const reply = earlier ?? (await handler.run(request, world));
      if (isKept) memory.store(request, reply);
      entry.replayed = earlier !== undefined;
      entry.acted = earlier === undefined;
      return { ...reply, RequestId: requestId };
    });
};

/** Handlers run one after the other, so that none sees another's unfinished change. */
const createTurns = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
};

/** The business parameters; a RegionId that came as a header counts among them. */
const requestOf = (parameters: Parameters, authenticated: Authenticated): Request => {
  const { caller, regionId, isNamed } = authenticated;
  const own = Object.fromEntries(Object.entries(parameters).filter(([name]) => !isCommon(name)));
  const input = { ...own, ...(isNamed && { RegionId: regionId }) };
  return { action: parameters['Action'] ?? '', regionId, input, caller };
};

/** Whether a change is only to be checked. Reads that know the parameter answer for themselves. */
const isDryRun = ({ effect, takes }: Handler, { input }: Request, { platform }: World): boolean =>
  effect === 'write' && 'DryRun' in takes && /^true$/i.test(input['DryRun'] ?? '') && platform.dry_run === 'honoured';

/** Does everything on a copy of the world, so that a dry run refuses exactly what the call itself would. */
const rehearse = async (handler: Handler, request: Request, world: World): Promise<Reply> => {
  await world.rehearse(async () => {
    await handler.run(request, world);
  });
  if (handler.dryRun === 'request-id') return {};
  throw new Refusal(400, 'DryRunOperation', 'Request validation has been passed with DryRun flag set.');
};

/** The gateways that a request names, itself or by something that belongs to them: for worlds that count polls. */
const gatewaysNamed = (world: World, input: Parameters): Set<string> => {
  const named = new Set(Object.values(input));
  const { connections, ssl_servers, ssl_certs } = world.data;
  for (const one of ssl_certs) if (named.has(one.SslVpnClientCertId)) named.add(one.SslVpnServerId);
  for (const one of connections) if (named.has(one.VpnConnectionId)) named.add(one.VpnGatewayId);
  for (const one of ssl_servers) if (named.has(one.SslVpnServerId)) named.add(one.VpnGatewayId);
  return named;
};

/** The guide gives CreateVpnGateway no ClientToken; the newer public contract does: a switch of the world. */
const knowsToken = (handler: Handler, { action }: Request, world: World): boolean =>
  'ClientToken' in handler.takes ||
  (action === 'CreateVpnGateway' && world.platform.gateway_client_token === 'honoured');

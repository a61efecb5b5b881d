import type { Handler, Parameters, Reply, Request } from '../handlers/handler.ts';
import { missing } from '../state/refusal.ts';
import type { World } from '../state/world.ts';
import type { Authenticated } from './authenticate.ts';
import { isCommon } from './form.ts';
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
      entry.undocumented = undocumented(handler, request.input);
      checkParameters(handler, request.input);
      world.settle(gatewaysNamed(world, request.input));
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

/** SDKs add RegionId to every call, whether the action lists it or not; a list comes as `Name.1`, `Name.2.Key`. */
const undocumented = (handler: Handler, input: Parameters): string[] =>
  Object.keys(input).filter((name) => name !== 'RegionId' && !(name.replace(/\..*/, '') in handler.takes));

/** Required parameters and bad values, in the order of the table. */
const checkParameters = (handler: Handler, input: Parameters): void => {
  for (const [name, { required, kind }] of Object.entries(handler.takes)) {
    const value = input[name];
    if (value) kind(value, name);
    else if (required) throw missing(name);
  }
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

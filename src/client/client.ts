import type { Action, Fields, Output } from '../catalogue/action.ts';
import type { Call, Invoke } from '../catalogue/invoke.ts';
import { BadSettings } from '../errors.ts';
import { type Console, openConsole } from './console.ts';
import { type Identities, openIdentities, type Signer } from './credentials/identity.ts';
import { type DeliveryContext, deliver, type LogicalCall, type RetryWindow } from './deliver.ts';
import { openHttp } from './http/http.ts';
import type { ClientOptions } from './options.ts';
import { awaitGateway } from './recovery/await-gateway.ts';
import { recoverOutcome, refuseEmptyReply, rememberCreated } from './recovery/recover-outcome.ts';
import { normalise } from './replies/normalise.ts';
import { refuseOverfullPage } from './replies/overfull-page.ts';
import { createTiming } from './retry/backoff.ts';
import { askVersion, type Version } from './version.ts';
import { composeAsapi } from './wire/asapi.ts';
import { buildRequest, missingFor, type PreparedCall } from './wire/build-request.ts';
import { type Endpoint, rememberEndpoints } from './wire/endpoint.ts';
import { composePop } from './wire/pop.ts';
import type { Session } from './wire/session.ts';
import { stampFor } from './wire/wire-request.ts';

export type { ClientOptions } from './options.ts';

/** Who a call would act as, and where; no secret in it. */
export interface Identity {
  /** For people: the key's ID with its middle hidden, or the role and what it was assumed with. */
  readonly Account: string;
  /** Stable over refreshes: the full key ID and the role. To seal with, not to show. */
  readonly Principal: string;
  /** Empty where no region is set. */
  readonly Region: string;
  /** Origin and path of the gateway. */
  readonly Endpoint: string;
  /** Where the keys came from, such as `settings` or a profile's name and file. */
  readonly Source: string;
}

/** What an unsigned request to the gateway showed: that it answers, how fast, and how far its clock is from ours. */
export interface Probe {
  readonly Host: string;
  readonly HttpStatus: number;
  readonly Ms: number;
  /** Positive when the cloud's clock is ahead; absent when its answer has no Date header. */
  readonly ClockAheadMs?: number;
}

export interface Client {
  /** Signs and sends one call, with the retries that are safe. Rejects with a `KnownProblem` or the abort's reason. */
  readonly invoke: Invoke;
  /** Who a call with this input would act as, and where. Rejects with `BadSettings` when keys or endpoint are missing. */
  readonly identity: (input?: Fields) => Promise<Identity>;
  /** Reaches the gateway without a signature. Rejects with `Unreachable` or `BadSettings`. */
  readonly probe: (signal?: AbortSignal) => Promise<Probe>;
  /** What an Apsara Stack's console lists for this key. */
  readonly console: Console;
  /** What the ASAPI gateway says of its version; asked without a signature, and whatever it says it is no error. */
  readonly version: (signal?: AbortSignal) => Promise<Version>;
  readonly close: () => Promise<void>;
}

/** The only room that talks to the cloud. Reads no file and opens no connection before the first call. */
export const createClient = (options: ClientOptions): Client => {
  if (options.resourceGroup && !options.organization) throw noOrganization();
  const http = openHttp(options, (text) => options.log('warn', text));
  const delivery: DeliveryContext = {
    send: http.send,
    timing: createTiming(options),
    redact: options.redact ?? ((text) => text),
  };
  const context: ClientContext = {
    options,
    delivery,
    identities: openIdentities(options, delivery),
    endpointOf: rememberEndpoints(options),
  };
  return {
    invoke: createInvoke(context),
    identity: (input = {}) => identityFor(context, input),
    probe: (signal) => probeGateway(context, signal),
    console: openConsole({ options, delivery, signer: () => signerOf(context) }),
    version: (signal) => askVersion(http.send, context.endpointOf(options.region), delivery.redact, signal),
    close: http.close,
  };
};

interface ClientContext {
  readonly options: ClientOptions;
  readonly delivery: DeliveryContext;
  readonly identities: Identities;
  readonly endpointOf: (region: string | undefined) => Endpoint;
}

const createInvoke = (context: ClientContext): Invoke => {
  const { options, delivery: deliveryContext, identities, endpointOf } = context;
  const { timing } = deliveryContext;
  const createdIds = new Set<string>();
  const invoke: Invoke = async (action, input, call) => {
    call.signal.throwIfAborted();
    const isRoleSwitch = action.verb === 'assume';
    const signer = await (isRoleSwitch ? identities.origin() : identities.signer());
    if (signer === undefined) throw noCredentials(missingFor(action, input, options.region));
    if (isRoleSwitch) return shaped(action, await identities.assume(input, signer, call));
    const prepared = buildRequest(
      action,
      input,
      options.region ?? signer.region,
      { ...options, platform: call.platform },
      endpointOf,
    );
    const startedMs = timing.now();
    const delivery = await deliver(
      logicalCallFor(context, prepared, signer.session, invoke, call),
      deliveryContext,
      call,
    );
    // An attempt may have corrected the clock, so the start is converted to the cloud's time only now.
    const startMs = timing.toCloudTime(startedMs);
    const body =
      delivery.kind === 'done'
        ? delivery.body
        : await recoverOutcome({ action, prepared, delivery, startMs, createdIds }, invoke, timing, call);
    const { target, endpoint } = prepared.wireRequest;
    const read = refuseOverfullPage(input, new URL(endpoint.origin).host, shaped(action, body));
    const output = refuseEmptyReply(action, target, read);
    rememberCreated(action, output, createdIds);
    return output;
  };
  return invoke;
};

const logicalCallFor = (
  { options, delivery: { timing } }: ClientContext,
  { wireRequest, risk, hasToken }: PreparedCall,
  session: Session,
  read: Invoke,
  call: Call,
): LogicalCall => ({
  wireRequest,
  risk,
  hasToken,
  sign: async () => {
    const keys = await session.keys(call.signal);
    const compose = options.gateway === 'asapi' ? composeAsapi : composePop;
    return { keys, ...compose(wireRequest, stampFor(keys, timing.cloudNow()), options) };
  },
  expireKeys: session.expire,
  ...(risk !== 'read' && {
    awaitGateway: (window: RetryWindow) => awaitGateway(wireRequest.parameters, read, call, timing, window),
  }),
});

const signerOf = async ({ identities }: Pick<ClientContext, 'identities'>): Promise<Signer> => {
  const signer = await identities.signer();
  if (signer === undefined) throw noCredentials([]);
  return signer;
};

const identityFor = async ({ options, identities, endpointOf }: ClientContext, input: Fields): Promise<Identity> => {
  const signer = await signerOf({ identities });
  const region = typeof input['RegionId'] === 'string' ? input['RegionId'] : (options.region ?? signer.region);
  const { origin, path } = endpointOf(region);
  return {
    Account: signer.account,
    Principal: signer.principal,
    Region: region ?? '',
    Endpoint: `${origin}${path}`,
    Source: signer.where,
  };
};

const probeGateway = async (
  { options, delivery: { send, timing }, endpointOf }: ClientContext,
  signal?: AbortSignal,
): Promise<Probe> => {
  const { origin, path } = endpointOf(options.region);
  const startMs = timing.now();
  const response = await send({ method: 'GET', origin, path, headers: { accept: '*/*' } }, signal);
  const dateMs = Date.parse(String(response.headers['date']));
  return {
    Host: new URL(origin).host,
    HttpStatus: response.status,
    Ms: timing.now() - startMs,
    ...(!Number.isNaN(dateMs) && { ClockAheadMs: dateMs - timing.now() }),
  };
};

// The normaliser reads with the action's own output schema; the compiler cannot follow a schema walked at run time.
const shaped = <A extends Action>(action: A, body: Record<string, unknown>): Output<A> =>
  normalise(action.output, body) as Output<A>;

const noCredentials = (alsoMissing: readonly string[]): BadSettings => {
  const names = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', ...alsoMissing];
  return new BadSettings(
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    `There are no credentials: ${names.join(', ')} ${names.length > 2 ? 'are all' : 'are'} missing.`,
    'Set them, or name a profile with --cloud-profile; to try without an account, start with --sandbox.',
  );
};

const noOrganization = (): BadSettings =>
  new BadSettings('--organization', 'A resource set needs its organization.', 'Set --organization too.');

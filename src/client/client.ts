import type { Action, Output } from '../catalogue/action.ts';
import type { Call, Invoke } from '../catalogue/invoke.ts';
import { BadSettings } from '../errors.ts';
import { type Identities, openIdentities } from './credentials/identity.ts';
import { deliver, type Ports, type Task, type Window } from './deliver.ts';
import { openHttp } from './http/http.ts';
import type { ClientOptions } from './options.ts';
import { awaitGateway } from './recovery/await-gateway.ts';
import { checkAnswer, recoverOutcome, remember } from './recovery/recover-outcome.ts';
import { normalise } from './replies/normalise.ts';
import { createTiming } from './retry/backoff.ts';
import { composeAsapi } from './wire/asapi.ts';
import { buildRequest, missingFor, type Prepared } from './wire/build-request.ts';
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

/** What an unsigned request to the gateway showed: it answers, so fast, and its clock differs by so much from ours. */
export interface Probe {
  readonly Host: string;
  readonly HttpStatus: number;
  readonly Ms: number;
  /** Positive when the cloud's clock is ahead; absent when it does not tell its time. */
  readonly ClockAheadMs?: number;
}

export interface Client {
  /** Signs and sends one call, with the retries that are safe. Rejects with the family of `errors.ts` or an abort. */
  readonly invoke: Invoke;
  /** Who a call with this input would act as, and where. Rejects with `BadSettings` when that cannot be told. */
  readonly identity: (input?: Readonly<Record<string, unknown>>) => Promise<Identity>;
  /** Reaches the gateway without a signature. Rejects with `Unreachable` or `BadSettings`. */
  readonly probe: (signal?: AbortSignal) => Promise<Probe>;
  readonly close: () => Promise<void>;
}

/** The one way out. Reads no file and opens no connection before the first call. */
export const createClient = (options: ClientOptions): Client => {
  if (options.resourceGroup && !options.organization) throw noOrganization();
  const pace = createTiming(options);
  const http = openHttp(options, (text) => options.log('warn', text));
  const ports: Ports = { send: http.send, pace, redact: options.redact ?? ((text) => text) };
  const parts: Parts = {
    options,
    ports,
    identities: openIdentities(options, ports),
    endpointOf: rememberEndpoints(options),
  };
  return {
    invoke: invokeWith(parts),
    identity: (input = {}) => tellIdentity(parts, input),
    probe: (signal) => probeGateway(parts, signal),
    close: http.close,
  };
};

interface Parts {
  readonly options: ClientOptions;
  readonly ports: Ports;
  readonly identities: Identities;
  readonly endpointOf: (region: string | undefined) => Endpoint;
}

const invokeWith = (parts: Parts): Invoke => {
  const { options, ports, identities, endpointOf } = parts;
  const made = new Set<string>();
  const invoke: Invoke = async (action, input, call) => {
    call.signal.throwIfAborted();
    const isSwitch = action.name === 'AssumeRole';
    const signer = await (isSwitch ? identities.origin() : identities.signer());
    if (signer === undefined) throw noCredentials(missingFor(action, input, options.region));
    if (isSwitch) return shaped(action, await identities.assume(input, signer, call));
    const prepared = buildRequest(action, input, options.region ?? signer.region, options, endpointOf);
    const startedMs = ports.pace.now();
    const delivery = await deliver(taskFor(parts, prepared, signer.session, invoke, call), ports, call);
    const body =
      delivery.kind === 'done'
        ? delivery.body
        : await recoverOutcome(
            // An attempt may have corrected the clock, so the start is converted only now.
            { action, prepared, delivery, startMs: ports.pace.toCloudTime(startedMs), made },
            { read: invoke, pace: ports.pace },
            call,
          );
    const output = checkAnswer(prepared.order, shaped(action, body));
    if (action.name.startsWith('Create')) remember(output, made);
    return output;
  };
  return invoke;
};

const taskFor = (
  { options, ports: { pace } }: Parts,
  { order, risk, hasToken }: Prepared,
  session: Session,
  read: Invoke,
  call: Call,
): Task => ({
  order,
  risk,
  hasToken,
  expire: session.expire,
  prepare: async () => {
    const keys = await session.keys(call.signal);
    const compose = options.gateway === 'asapi' ? composeAsapi : composePop;
    return { keys, ...compose(order, stampFor(keys, pace.cloudNow()), options) };
  },
  ...(risk !== 'read' && {
    settle: (window: Window) => awaitGateway(order.parameters, read, call, pace, window),
  }),
});

const tellIdentity = async (
  { options, identities, endpointOf }: Parts,
  input: Readonly<Record<string, unknown>>,
): Promise<Identity> => {
  const signer = await identities.signer();
  if (signer === undefined) throw noCredentials([]);
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

const probeGateway = async ({ options, ports, endpointOf }: Parts, signal?: AbortSignal): Promise<Probe> => {
  const { origin, path } = endpointOf(options.region);
  const startMs = ports.pace.now();
  const answer = await ports.send({ method: 'GET', origin, path, headers: { accept: '*/*' } }, signal);
  const dateMs = Date.parse(String(answer.headers['date']));
  return {
    Host: new URL(origin).host,
    HttpStatus: answer.status,
    Ms: ports.pace.now() - startMs,
    ...(!Number.isNaN(dateMs) && { ClockAheadMs: dateMs - ports.pace.now() }),
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

import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { type Answer, sendRequest } from '../send-request.ts';

/** The sandbox with the world `public`, for all tests of a file; each begins with it as it was. */
export interface PublicCloud {
  cloud: Sandbox;
  /** The reply of one call in the world's own region; a refusal has its Code. */
  // biome-ignore lint/suspicious/noExplicitAny: a reply of the cloud has no type here; the tests say what they expect
  ask(action: string, parameters?: Record<string, string>): Promise<any>;
  call(action: string, parameters?: Record<string, string>): Promise<Answer>;
  /** Changes the running world. */
  patch(changes: Record<string, unknown>): Promise<void>;
  /** Pays an order, as a person does in the billing pages. */
  pay(OrderId: number): Promise<void>;
  /** Back to the world as it was, with switches of its platform laid over. */
  reset(platform?: Record<string, unknown>): Promise<void>;
  /** What the control endpoint shows. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  state(): Promise<any>;
}

export const startPublic = (): PublicCloud => {
  const it = {} as PublicCloud; // filled before the first test runs
  beforeAll(async () => {
    const cloud = await startSandbox({ world: 'public', pace: 'instant' });
    Object.assign(it, { cloud, ...ways(cloud) });
  });
  // Tests come in any order.
  beforeEach(() => it.reset());
  afterAll(() => it.cloud.close());
  return it;
};

const ways = (cloud: Sandbox): Omit<PublicCloud, 'cloud'> => {
  const call: PublicCloud['call'] = (action, parameters = {}) =>
    sendRequest(cloud.endpoint, cloud, action, { RegionId: cloud.regionId, ...parameters });
  const post = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${cloud.controlEndpoint}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    call,
    ask: async (action, parameters) => (await call(action, parameters)).body,
    patch: (changes) => post('patch', changes),
    pay: (OrderId) => post('pay', { OrderId }),
    reset: (platform = {}) =>
      post('reset', {
        patch: Object.fromEntries(Object.entries(platform).map(([name, value]) => [`platform.${name}`, value])),
      }),
    state: async () => (await fetch(`${cloud.controlEndpoint}/state`)).json(),
  };
};

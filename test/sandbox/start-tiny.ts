import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Answer, type Key, type SendOptions, sendRequest } from './send-request.ts';
import { key as ownKey, region, tinyWorld } from './tiny-world.ts';

/** A sandbox with the tiny world for all tests of a file, and short calls to it over HTTP. */
export interface Tiny {
  cloud: Sandbox;
  /** One POP call in the world's own region. */
  call(action: string, parameters?: Record<string, string>, how?: SendOptions & { key?: Key }): Promise<Answer>;
  asapi(action: string, parameters?: Record<string, string>, how?: SendOptions & { key?: Key }): Promise<Answer>;
  control(path: string, body?: unknown): Promise<Answer>;
  /** Back to the tiny world, with other switches and contents. */
  reset(platform?: Record<string, unknown>, more?: Record<string, unknown>): Promise<void>;
}

export const startTiny = (platform: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Tiny => {
  const tiny = {} as Tiny; // filled before the first test runs
  beforeAll(async () => {
    const cloud = await startSandbox({ world: tinyWorld(platform, more) });
    Object.assign(tiny, { cloud, ...ways(cloud) });
  });
  afterAll(() => tiny.cloud.close());
  return tiny;
};

const ways = (cloud: Sandbox): Omit<Tiny, 'cloud'> => {
  const control = async (path: string, body?: unknown): Promise<Answer> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${cloud.controlEndpoint}/${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  };
  return {
    call: (action, parameters = {}, { key = ownKey, ...how } = {}) =>
      sendRequest(cloud.endpoint, key, action, { RegionId: region, ...parameters }, how),
    asapi: (action, parameters = {}, { key = ownKey, ...how } = {}) =>
      sendRequest(
        cloud.asapiEndpoint,
        key,
        action,
        { RegionId: region, ...parameters },
        {
          ...how,
          common: { Product: 'Vpc', ...how.common },
        },
      ),
    control,
    reset: async (switches = {}, contents = {}) => {
      const { status, text } = await control('reset', { world: tinyWorld(switches, contents) });
      if (status !== 200) throw new Error(text);
    },
  };
};

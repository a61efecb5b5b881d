import { Server } from '@modelcontextprotocol/server';
import { expect, it } from 'vitest';
import { createSubscriptions } from '../../src/server/subscriptions.ts';

const uri = 'vpn://cn-a/gateways/vpn-1';
const other = 'vpn://cn-a/gateways/vpn-2';

const newServer = (): { server: Server; told: string[] } => {
  const server = new Server({ name: 'test', version: '1' }, { capabilities: { resources: { subscribe: true } } });
  const told: string[] = [];
  server.sendResourceUpdated = async ({ uri: changed }) => void told.push(changed);
  return { server, told };
};

/** A watch that the test fires by hand. */
const newWatch = () => {
  const watched = new Set<string>();
  let opened = 0;
  let fire = (_uri: string): void => {};
  const listeners = createSubscriptions((tell) => {
    opened++;
    fire = tell;
    return {
      add: (one) => void watched.add(one),
      remove: (one) => void watched.delete(one),
      close: () => watched.clear(),
    };
  });
  return { listeners, watched, opened: () => opened, fire: (one: string) => fire(one) };
};

it('nothing is watched before somebody listens', () => {
  const { listeners, opened } = newWatch();
  const { server } = newServer();
  listeners.set(server, new Set());
  expect(opened()).toBe(0);
});

it('in the 2025 era only who subscribed is told', () => {
  const { listeners, fire } = newWatch();
  const [mine, its] = [newServer(), newServer()];
  for (const { server } of [mine, its]) listeners.servers.add(server);
  listeners.set(mine.server, new Set([uri]));
  fire(uri);
  expect([mine.told, its.told]).toEqual([[uri], []]);
});

it('in the 2026 era the SDK is told, which knows who listens', () => {
  const { listeners, fire } = newWatch();
  const { server, told } = newServer();
  listeners.servers.add(server);
  listeners.set(7, new Set([uri]));
  fire(uri);
  fire(other);
  expect(told).toEqual([uri]);
});

it('a resource is watched until its last listener has gone', () => {
  const { listeners, watched } = newWatch();
  const { server } = newServer();
  listeners.set(server, new Set([uri, other]));
  listeners.set('subscription', new Set([uri]));
  listeners.set(server, new Set());
  expect([...watched]).toEqual([uri]);
  listeners.set('subscription', new Set());
  expect([...watched]).toEqual([]);
});

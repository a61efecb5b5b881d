import { Server } from '@modelcontextprotocol/server';
import { expect, it } from 'vitest';
import { createSubscriptions } from '../../src/server/subscriptions.ts';

const uri = 'vpn://cn-a/gateways/vpn-1';
const other = 'vpn://cn-a/gateways/vpn-2';

const newServer = (): { server: Server; sent: string[] } => {
  const server = new Server({ name: 'test', version: '1' }, { capabilities: { resources: { subscribe: true } } });
  const sent: string[] = [];
  server.sendResourceUpdated = async ({ uri: changed }) => void sent.push(changed);
  return { server, sent };
};

/** A watch that the test fires by hand. */
const newWatch = () => {
  const watched = new Set<string>();
  let opened = 0;
  let fire = (_uri: string): void => {};
  const subscriptions = createSubscriptions((notify) => {
    opened++;
    fire = notify;
    return {
      add: (one) => void watched.add(one),
      remove: (one) => void watched.delete(one),
      close: () => watched.clear(),
    };
  });
  return { subscriptions, watched, opened: () => opened, fire: (one: string) => fire(one) };
};

it('nothing is watched before somebody listens', () => {
  const { subscriptions, opened } = newWatch();
  const { server } = newServer();
  subscriptions.set(server, new Set());
  expect(opened()).toBe(0);
});

it('in the 2025 era only the server that a client subscribed at notifies', () => {
  const { subscriptions, fire } = newWatch();
  const [mine, its] = [newServer(), newServer()];
  for (const { server } of [mine, its]) subscriptions.addServer(server);
  subscriptions.set(mine.server, new Set([uri]));
  fire(uri);
  expect([mine.sent, its.sent]).toEqual([[uri], []]);
});

it('in the 2026 era every server notifies, and the SDK knows who listens', () => {
  const { subscriptions, fire } = newWatch();
  const { server, sent } = newServer();
  subscriptions.addServer(server);
  subscriptions.set(7, new Set([uri]));
  fire(uri);
  fire(other);
  expect(sent).toEqual([uri]);
});

it('a resource is watched until its last listener has gone', () => {
  const { subscriptions, watched } = newWatch();
  const { server } = newServer();
  subscriptions.set(server, new Set([uri, other]));
  subscriptions.set('subscription', new Set([uri]));
  subscriptions.set(server, new Set());
  expect([...watched]).toEqual([uri]);
  subscriptions.set('subscription', new Set());
  expect([...watched]).toEqual([]);
});

it('a server that closes sends nothing more, and its resources are no longer watched', () => {
  const { subscriptions, watched, fire } = newWatch();
  const { server, sent } = newServer();
  subscriptions.addServer(server);
  subscriptions.set(server, new Set([uri]));
  subscriptions.set(7, new Set([uri]));
  subscriptions.removeServer(server);
  fire(uri);
  expect(sent).toEqual([]);
  subscriptions.set(7, new Set());
  expect([...watched]).toEqual([]);
});

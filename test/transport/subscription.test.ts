import { expect, it } from 'vitest';
import { resourcesListenedTo } from '../../src/transport/subscription.ts';

it.each([
  [
    { method: 'subscriptions/listen', params: { notifications: { resourceSubscriptions: ['vpn://a', 1] } } },
    ['vpn://a'],
  ],
  [{ method: 'subscriptions/listen' }, []],
  [{ method: 'subscriptions/listen', params: { notifications: 'x' } }, []],
  [{ method: 'tools/list', params: { notifications: { resourceSubscriptions: ['vpn://a'] } } }, undefined],
  [{}, undefined],
])('%j names %j', (message, uris) => {
  expect(resourcesListenedTo(message)).toEqual(uris);
});

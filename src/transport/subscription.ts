import type { Fields } from '../catalogue/action.ts';

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/**
 * Which resources a subscription of the 2026 era names; undefined for any other message. The SDK serves the subscription but
 * does not report them.
 */
export const resourcesListenedTo = (message: Fields): readonly string[] | undefined =>
  message['method'] === 'subscriptions/listen'
    ? textsIn(Object(Object(message['params'])['notifications'])['resourceSubscriptions'])
    : undefined;

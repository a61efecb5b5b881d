import type { Handlers } from './handler.ts';

/** Every action that this cloud knows. A new family is one more spread. */
export const handlers: Handlers = {};

import type { z } from 'zod';
import type { Platform } from '../../src/catalogue/action.ts';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import { schemaOn } from '../../src/catalogue/schema/platform-rows.ts';
import { samples } from './samples.ts';

/** What a schema says about a value: one sentence for each broken rule, none where the value is right. */
export const messagesFrom = (schema: z.ZodType, value: unknown): readonly string[] =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

/** What an action says about its least input with some parameters set; `undefined` takes one away. */
export const inputMessages = (
  action: ActionName,
  change: Readonly<Record<string, unknown>>,
  platform: Platform = 'stack',
): readonly string[] => {
  const input = Object.entries({ ...samples[action], ...change }).filter(([, value]) => value !== undefined);
  return messagesFrom(schemaOn(platform, actions[action].input), Object.fromEntries(input));
};

import { z } from 'zod';

/**
 * Where a call goes: an Apsara Stack as its guide of 2022 has it, or today's public cloud, which knows more actions, parameters
 * and reply fields. What is read is read on both; what is offered is what the platform has.
 */
export type Platform = 'stack' | 'public';

const rows = z.registry<{ readonly platform: Platform }>();

/** A row that only today's public cloud has. Marks a wrapper of its own: the schemas of rows are shared. */
export const onPublic = <T extends z.core.$ZodType>(row: z.ZodOptional<T>): z.ZodOptional<T> => {
  const own = z.optional(row.unwrap());
  rows.add(own, { platform: 'public' });
  return own;
};

/** Whether a platform has this row. */
export const hasRow = (platform: Platform, row: z.core.$ZodType): boolean => {
  const only = rows.get(row)?.platform;
  return only === undefined || only === platform;
};

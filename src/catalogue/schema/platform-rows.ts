import { z } from 'zod';
import { isOn, type Platform } from '../action.ts';

const rows = z.registry<{ readonly platform: Platform }>();

/** A row that only today's public cloud has. Marks a wrapper of its own: the schemas of rows are shared. */
export const onPublic = <T extends z.core.$ZodType>(row: z.ZodOptional<T>): z.ZodOptional<T> => {
  const own = z.optional(row.unwrap());
  rows.add(own, { platform: 'public' });
  return own;
};

/** Whether a platform has this row. */
export const hasRow = (platform: Platform, row: z.core.$ZodType): boolean => isOn(platform, rows.get(row) ?? {});

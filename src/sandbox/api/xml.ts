import { XMLBuilder } from 'fast-xml-parser';
import type { Reply } from '../handlers/handler.ts';

const builder = new XMLBuilder({ suppressEmptyNode: false });

/** A reply as XML: lists are repeated elements, an empty list an empty parent. */
export const writeXml = (root: string, reply: Reply): string =>
  `<?xml version='1.0' encoding='UTF-8' ?>${builder.build({ [root]: dropUndefined(reply) })}`;

/** The builder leaves out a parent whose only list is empty; the cloud writes it. */
const dropUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(dropUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0),
  );
  return kept.length === 0 ? '' : Object.fromEntries(kept.map(([name, one]) => [name, dropUndefined(one)]));
};

import type { IncomingHttpHeaders } from 'node:http';
import { type Fields, isFields } from '../catalogue/action.ts';

/** Which trace a request belongs to: W3C trace context, level 1. */
export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
  readonly traceState?: string | undefined;
}

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const LONGEST_STATE = 512;

/** Only what anybody may write there: keys and values without blanks or control characters. */
const stateIn = (text: unknown): string | undefined =>
  typeof text === 'string' && text.length <= LONGEST_STATE && /^[\x21-\x7e]+(?:[ \t]*,[ \t]*[\x21-\x7e]+)*$/.test(text)
    ? text
    : undefined;

/** The parent that a text names; undefined where it is malformed, and then the trace begins here. */
const parse = (text: unknown, state: unknown): TraceParent | undefined => {
  const [, version, traceId = '', spanId = '', flags = '', more] =
    FORM.exec(typeof text === 'string' ? text : '') ?? [];
  const isKnown = version === '00' ? more === undefined : version !== undefined && version !== 'ff';
  if (!isKnown || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, traceState: stateIn(state) };
};

/**
 * Whose work a message is part of. What stands in the message itself (`_meta`, as the protocol of 2026-07-28 has it) is
 * nearer than the headers, which a proxy on the way may have written.
 */
export const parentOf = (headers: IncomingHttpHeaders, message: Fields | undefined): TraceParent | undefined => {
  const params = message?.['params'];
  const meta = isFields(params) && isFields(params['_meta']) ? params['_meta'] : {};
  return parse(meta['traceparent'], meta['tracestate']) ?? parse(headers['traceparent'], headers['tracestate']);
};

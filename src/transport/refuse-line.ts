import { isJSONRPCRequest } from '@modelcontextprotocol/server';
import { type Fields, isFields } from '../catalogue/action.ts';

/** The error response to a line that is no JSON-RPC message. JSON-RPC 2.0, section 5: the ID is null where none can be read. */
export interface Refusal {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const INVALID_PARAMS = -32602;
/** A longer batch gets one answer: answers must not grow a thousand times larger than what asks for them. */
const MAX_BATCH_RESPONSES = 100;

const refusal = (code: number, message: string, id: Refusal['id'] = null): Refusal => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});

/** Never quotes the line: what it holds may be a secret. */
const invalid = (why: string, id?: Refusal['id']): Refusal => refusal(INVALID_REQUEST, `Invalid Request: ${why}`, id);

/** The error response to a line of more than so many bytes. */
export const tooLongFor = (bytes: number): Refusal => invalid(`a message has at most ${bytes} bytes; this was dropped`);

const idOf = ({ id }: Fields): Refusal['id'] => (typeof id === 'string' || typeof id === 'number' ? id : null);

/** Notifications and responses, valid or not, never get a response: two sides would go on for ever. */
const wantsNoResponse = (fields: Fields): boolean =>
  typeof fields['method'] === 'string' ? !('id' in fields) : 'result' in fields || 'error' in fields;

const mistakeIn = (fields: Fields): string | undefined => {
  if (fields['jsonrpc'] !== '2.0') return 'jsonrpc has to be "2.0"';
  if (typeof fields['method'] !== 'string') return 'method is missing, or is no text';
  if (idOf(fields) === null) return 'id has to be a text or a whole number';
  return undefined;
};

/** What is wrong with the parameters of a request that is one otherwise; undefined when nothing is. */
const mistakeInParams = ({ params = {} }: Fields): string | undefined => {
  if (!isFields(params)) return 'params has to be an object';
  const { _meta: meta = {} } = params;
  if (!isFields(meta)) return 'params._meta has to be an object';
  const { progressToken = '' } = meta;
  const isToken = typeof progressToken === 'string' || Number.isSafeInteger(progressToken);
  return isToken ? undefined : 'params._meta.progressToken has to be a text or a whole number';
};

const refuseRequest = (fields: Fields): Refusal => {
  const mistake = mistakeIn(fields);
  const inParams = mistake === undefined ? mistakeInParams(fields) : undefined;
  if (inParams !== undefined) return refusal(INVALID_PARAMS, `Invalid params: ${inParams}`, idOf(fields));
  return invalid(mistake ?? 'id, params._meta or a further member is not as the protocol has it', idOf(fields));
};

const refuseBatch = (batch: readonly unknown[]): readonly Refusal[] => {
  const why = 'a batch; send each message on a line of its own';
  const waiting = batch.filter((one) => !isFields(one) || !wantsNoResponse(one));
  if (batch.length > 0 && waiting.length === 0) return [];
  const ids = waiting.map((one) => (isFields(one) ? idOf(one) : null)).filter((id) => id !== null);
  const isTooMany = ids.length === 0 || ids.length > MAX_BATCH_RESPONSES;
  return isTooMany ? [invalid(why)] : ids.map((id) => invalid(why, id));
};

/**
 * The error responses to a line that the SDK would drop in silence, so that a host would wait until its time-out. None
 * for a valid message, for what never gets a response, and for an empty line.
 */
export const refuseLine = (line: string): readonly Refusal[] => {
  if (line.trim() === '') return [];
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return [refusal(PARSE_ERROR, 'Parse error: the line is no JSON; a message is one JSON object on one line')];
  }
  if (Array.isArray(message)) return refuseBatch(message);
  if (!isFields(message)) return [invalid('a message is a JSON object')];
  if (wantsNoResponse(message) || isJSONRPCRequest(message)) return [];
  return [refuseRequest(message)];
};

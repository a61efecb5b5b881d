import type { JSONRPCErrorResponse, Server } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { Reply } from '../tools/reply/result.ts';
import { explainBadParams } from './bad-params.ts';

type ErrorBody = JSONRPCErrorResponse['error'];

/** It quotes nobody, and on HTTP it is only at once that the SDK gives it the status that the protocol wants. */
const isFixed = ({ code, message, data }: ErrorBody): boolean =>
  code === ProtocolErrorCode.MethodNotFound && message === 'Method not found' && data === undefined;

/**
 * From now on no error of the protocol leaves a server before `clean` has seen it, the SDK's own included: they repeat what
 * the caller sent, and tell bad parameters in the words of a schema. Where `clean` fails nothing is known that could be
 * hidden, and the error goes as it is.
 */
export const cleanErrors = (server: Server, clean: (error: ErrorBody) => Promise<ErrorBody>): void => {
  const connect = server.connect.bind(server);
  server.connect = (transport) => {
    const send = transport.send.bind(transport);
    transport.send = async (message, options) => {
      if (!('error' in message) || isFixed(message.error)) return send(message, options);
      const explained = explainBadParams(message.error);
      const error = await clean(explained).catch(() => explained);
      return send({ ...message, error }, options);
    };
    return connect(transport);
  };
};

const decoded = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());

/**
 * Whether an error may hold one of these, as it is or with escapes of a URI. Until something was opened no other
 * secrets are known, and an error without them needs no redaction.
 */
export const mayHold = (error: ErrorBody, secrets: readonly string[]): boolean => {
  const text = JSON.stringify(error);
  const spelled = [text, decoded(text)];
  return secrets.some((secret) => spelled.some((one) => one.includes(JSON.stringify(secret).slice(1, -1))));
};

/** A URI holds the caller's region and ID; roles and policies come from the settings. */
const isCallersMistake = (code: string): boolean =>
  /^(?:BadInput$|(?:Invalid|Illegal|Missing)(?:Param|RegionId))/.test(code) && !/Role|Policy|Duration/.test(code);

/** Codes for a resource that does not exist; those for a key or an action that is not found are not among them. */
const isAbsent = (code: string): boolean =>
  /^Invalid(?:Vpn|CustomerGateway|Ssl)\w*\.NotFound$|^INSTANCE_NOT_EXISTS$/.test(code);

const textOf = ({ content }: Reply): string => content.map(({ text }) => text).join('\n');

/** A failed reply as an error of the protocol: its text is redacted and ends with the next step. `uri`: the resource read. */
export const failedRead = (reply: Reply, uri?: string): ProtocolError => {
  const { Code: code = '' } = Object(reply._meta?.['vpn-gateway-mcp/error']);
  const text = textOf(reply);
  if (uri !== undefined && isAbsent(code)) return new ResourceNotFoundError(uri, text);
  const isTheirs = isCallersMistake(code) || isAbsent(code);
  return new ProtocolError(isTheirs ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError, text);
};

/** Nothing is there, or the URI is none of ours. */
export const notFound = (uri: string): ProtocolError =>
  new ResourceNotFoundError(
    uri,
    `Resource not found: ${uri}\nNext: look at resources/list, or complete a template: a URI names a region and an ID, not a name.`,
  );

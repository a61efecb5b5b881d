import { randomUUID } from 'node:crypto';
import type { Reply } from '../handlers/handler.ts';
import type { Refusal } from '../state/refusal.ts';

/** What the envelope of a reply repeats of its request. */
export interface ReplyContext {
  readonly action: string;
  readonly gateway: 'pop' | 'asapi';
  readonly format: 'JSON' | 'XML';
  readonly requestId: string;
  /** The Host header, which POP gives back. */
  readonly host: string;
}

/** An HTTP answer, ready to be written. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const asJson = (status: number, reply: Reply): Answer => ({
  status,
  contentType: 'application/json;charset=utf-8',
  body: JSON.stringify(reply),
});

/** XML code is loaded only when somebody asks for XML. */
const asXml = async (status: number, root: string, reply: Reply): Promise<Answer> => {
  const { writeXml } = await import('./xml.ts');
  return { status, contentType: 'text/xml;charset=utf-8', body: writeXml(root, reply) };
};

/** The fields that the ASAPI gateway adds to whatever the product says. Shapes from the official providers' Go structs. */
const asapiFields = ({ action, requestId }: ReplyContext, success: boolean): Record<string, unknown> => ({
  asapiSuccess: success,
  asapiRequestId: requestId,
  eagleEyeTraceId: randomUUID().replaceAll('-', ''),
  api: action,
  domain: 'vpc',
  serverRole: 'sandbox',
  cost: 1,
  success,
  redirect: false,
  pureListData: false,
});

/** A good reply; `root` names the XML element. */
export const wrapReply = async (context: ReplyContext, reply: Reply, root: string): Promise<Answer> => {
  if (context.gateway === 'asapi')
    return asJson(200, { ...asapiFields(context, true), code: '200', message: 'success', ...reply });
  return context.format === 'XML' ? asXml(200, root, reply) : asJson(200, reply);
};

/** A failure. `always200` is the ASAPI switch: failures that say so in the body only. */
export const wrapRefusal = async (context: ReplyContext, refusal: Refusal, always200: boolean): Promise<Answer> => {
  const { status, code: Code, message: Message } = refusal;
  if (context.gateway === 'asapi') return asJson(always200 ? 200 : status, asapiFailure(context, refusal));
  const Recommend = `https://error-center.aliyun.com/status/search?Keyword=${encodeURIComponent(Code)}&source=PopGw`;
  const body = { RequestId: context.requestId, HostId: context.host.replace(/:\d+$/, ''), Code, Message, Recommend };
  return context.format === 'XML' ? asXml(status, 'Error', body) : asJson(status, body);
};

const asapiFailure = (context: ReplyContext, { status, code, message }: Refusal): Reply => ({
  ...asapiFields(context, false),
  code: String(status),
  message,
  asapiErrorCode: code,
  asapiErrorMessage: message,
  errorKey: code,
  errorCode: code,
  errorMessage: message,
  errorTitle: code,
  Code: code,
  Message: message,
  RequestId: context.requestId,
});

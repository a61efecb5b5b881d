import type { ClientCapabilities, ElicitRequestFormParams, Server, ServerContext } from '@modelcontextprotocol/server';
import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { type Answer, type Ask, type Question, Suspended } from '../catalogue/invoke.ts';
import { capabilitiesOf } from './capabilities.ts';

// How a question of the guard reaches the person behind a client (the protocol calls it elicitation).
//
// 2025 era: the server sends the question as a request of its own and waits for the answer; the call stays open.
// 2026 era: the call ends with the question as its result. The client repeats the call with the answer in it, and with
// the question's seal, from which the guard recognises what was approved.

/** The form stays open a little longer than its question is valid: an expired question is not a failed form. */
const graceMs = 1_000;
/** The name of the question among the inputs of a call. */
const questionName = 'approval';

const formOf = (question: Question): ElicitRequestFormParams => {
  const { field, message } = question;
  const [name, schema] = field
    ? [field.name, { type: 'string' as const, title: field.title, description: field.description }]
    : ['approve', { type: 'boolean' as const, title: 'Approve', description: 'Yes: do exactly this' }];
  return {
    mode: 'form',
    message,
    requestedSchema: { type: 'object', properties: { [name]: schema }, required: [name] },
  };
};

/** An empty `elicitation` means forms; one with `url` alone means that forms are not shown. */
const showsForms = (capabilities: ClientCapabilities | undefined): boolean => {
  const elicitation = capabilities?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
};

/** 2025 era: sends the question and waits for the answer. */
const sendQuestion = async (server: Server, ctx: ServerContext, question: Question): Promise<Answer> => {
  const { signal, id } = ctx.mcpReq;
  // The older SDK's client ignores the cancelling of its first request; this one may be it, so a ping goes first.
  server.ping().catch(() => {});
  // After a failed form the guard asks by another approval channel, which would be wrong for an expired question.
  const timeout = Math.max(1, question.expiresAtMs - Date.now()) + graceMs;
  const { action, content = {} } = await ctx.mcpReq.elicitInput(formOf(question), {
    relatedRequestId: id,
    signal,
    timeout,
  });
  return { action, content, seal: question.seal };
};

/** 2026 era: the answer in a repeated call; undefined for a call that repeats none. No answer counts as a no. */
const answerIn = (ctx: ServerContext): Answer | undefined => {
  const seal = ctx.mcpReq.requestState();
  if (typeof seal !== 'string') return undefined;
  const response = inputResponse(ctx.mcpReq.inputResponses, questionName);
  return response.kind === 'elicit'
    ? { action: response.action, content: response.content ?? {}, seal }
    : { action: 'cancel', content: {}, seal };
};

/** Asks the person behind a client, in the manner of the request's era. */
export const askOf = (server: Server, ctx: ServerContext): Ask => {
  const canAsk = showsForms(capabilitiesOf(server, ctx));
  if (!ctx.mcpReq.envelope) return { canAsk, put: (question) => sendQuestion(server, ctx, question) };
  const resumed = answerIn(ctx);
  const put = (question: Question): Promise<Answer> => Promise.reject(new Suspended(question));
  return { canAsk, put, ...(resumed && { resumed }) };
};

/** 2026 era: the result that ends a call with its question. */
export const questionResult = ({ question }: Suspended) =>
  inputRequired({
    inputRequests: { [questionName]: inputRequired.elicit(formOf(question)) },
    requestState: question.seal,
  });

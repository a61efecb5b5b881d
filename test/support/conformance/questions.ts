import type { InputRequests, ServerContext } from '@modelcontextprotocol/server';
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server';

// What asks the client in between, round by round. In the 2025 era the SDK sends each question as a request of its own.

type Properties = Parameters<typeof inputRequired.elicit>[0]['requestedSchema'];

const form = (message: string, properties: object, required: readonly string[] = []) =>
  inputRequired.elicit({
    message,
    // The suite asks for forms of its own, which the types of the SDK know one by one only.
    requestedSchema: { type: 'object', properties, required } as Properties,
  });

const word = { type: 'string' };
const sample = (prompt: string, maxTokens = 100) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: prompt } }], maxTokens });
const named = (key: string, message = 'What is your name?') => ({ [key]: form(message, { name: word }, ['name']) });
const confirmed = { confirm: form('Please confirm', { ok: { type: 'boolean' } }, ['ok']) };

const titled = (words: readonly string[]) => words.map((title, at) => ({ const: `value${at + 1}`, title }));
const options = ['option1', 'option2', 'option3'];
const enums = {
  untitledSingle: { type: 'string', enum: options },
  titledSingle: { type: 'string', oneOf: titled(['First Option', 'Second Option', 'Third Option']) },
  legacyEnum: {
    type: 'string',
    enum: ['opt1', 'opt2', 'opt3'],
    enumNames: ['Option One', 'Option Two', 'Option Three'],
  },
  untitledMulti: { type: 'array', items: { type: 'string', enum: options } },
  titledMulti: { type: 'array', items: { anyOf: titled(['First Choice', 'Second Choice', 'Third Choice']) } },
};
const defaults = {
  name: { ...word, default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { ...word, enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
};

/** What a tool or prompt asks for, in each of its rounds. */
type Rounds = (given: Readonly<Record<string, unknown>>, ctx: ServerContext) => readonly InputRequests[];

const declares = (ctx: ServerContext, capability: string): boolean =>
  capability in Object(Object(ctx.mcpReq.envelope)[CLIENT_CAPABILITIES_META_KEY]);

/** By name. */
export const asking: Readonly<Record<string, Rounds>> = {
  test_sampling: ({ prompt }) => [{ answer: sample(String(prompt)) }],
  test_elicitation: ({ message }) => [
    { user: form(String(message), { username: word, email: word }, ['username', 'email']) },
  ],
  test_elicitation_sep1034_defaults: () => [{ filled: form('Is all of this right?', defaults) }],
  test_elicitation_sep1330_enums: () => [{ chosen: form('Which of these?', enums) }],
  test_missing_capability: () => [{ answer: sample('Never asked of a client that does not sample.') }],
  test_streaming_elicitation: () => [confirmed],
  test_input_required_result_elicitation: () => [named('user_name')],
  test_input_required_result_sampling: () => [{ capital_question: sample('What is the capital of France?') }],
  test_input_required_result_list_roots: () => [{ client_roots: inputRequired.listRoots() }],
  test_input_required_result_request_state: () => [confirmed],
  test_input_required_result_tampered_state: () => [confirmed],
  test_input_required_result_multiple_inputs: () => [
    { ...named('user_name'), greeting: sample('Generate a greeting', 50), client_roots: inputRequired.listRoots() },
  ],
  test_input_required_result_multi_round: () => [
    named('step1', 'Step 1: What is your name?'),
    { step2: form('Step 2: What is your favorite color?', { color: word }, ['color']) },
  ],
  test_input_required_result_capabilities: (_, ctx) => [
    {
      ...(declares(ctx, 'elicitation') && named('user_name')),
      ...(declares(ctx, 'sampling') && { greeting: sample('Generate a greeting') }),
    },
  ],
  test_input_required_result_prompt: () => [
    { user_context: form('What context should the prompt use?', { context: word }, ['context']) },
  ],
};

/** Which round was asked; the seal keeps a client from making one up. */
export const states = createRequestStateCodec<{ round: number }>({
  key: 'a made-up key of thirty-two bytes',
  ttlSeconds: 60,
});

const areAnswered = (questions: InputRequests, ctx: ServerContext): boolean =>
  Object.keys(questions).every((key) => inputResponse(ctx.mcpReq.inputResponses, key).kind !== 'missing');

/** The question that comes next; undefined when all were answered. */
export const nextQuestion = async (name: string, given: Readonly<Record<string, unknown>>, ctx: ServerContext) => {
  const rounds = asking[name]?.(given, ctx) ?? [];
  const { round = 0 } = ctx.mcpReq.requestState<{ round: number }>() ?? {};
  const next = areAnswered(rounds[round] ?? {}, ctx) ? round + 1 : round;
  const inputRequests = rounds[next];
  return inputRequests && inputRequired({ inputRequests, requestState: await states.mint({ round: next }, ctx) });
};

import type { Reply, Request } from '../handlers/handler.ts';
import { Refusal } from '../state/refusal.ts';

/** Remembers the replies of successful changes under their ClientToken. */
export interface ReplyMemory {
  /** The earlier reply, undefined for a new token; refuses a token that was used with other parameters. */
  recall(request: Request): Reply | undefined;
  store(request: Request, reply: Reply): void;
  clear(): void;
}

export const createReplyMemory = (): ReplyMemory => {
  const known = new Map<string, { parameters: string; reply: Reply }>();
  return {
    recall: (request) => {
      const found = known.get(keyOf(request));
      if (found === undefined || found.parameters === parametersOf(request)) return found?.reply;
      const message = 'The request uses the same client token as a previous, but non-identical request.';
      throw new Refusal(400, 'IdempotentParameterMismatch', message);
    },
    store: (request, reply) => {
      if (request.input['ClientToken']) known.set(keyOf(request), { parameters: parametersOf(request), reply });
    },
    clear: () => known.clear(),
  };
};

/** A token belongs to an account and an action. */
const keyOf = ({ action, caller, input }: Request): string => `${caller.accountId} ${action} ${input['ClientToken']}`;

const parametersOf = ({ input, regionId }: Request): string =>
  JSON.stringify([regionId, ...Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))]);

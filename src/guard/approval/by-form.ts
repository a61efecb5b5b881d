import type { Answer, Ask, Question } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import type { Language } from '../text/message.ts';
import { awaitAnswer } from './await-answer.ts';
import { type ChannelContext, consumeSeal, refuse, sealRequest, verifySeal } from './grant.ts';
import { type NoApproval, questionText, refusalOf, stillAsked } from './messages.ts';
import type { Approval, ApprovalRequest } from './request.ts';
import type { Sealed } from './seal.ts';

/** A question that is open in a client, and what may have come of it meanwhile. */
interface Asked extends Sealed {
  readonly answer: Promise<Answer>;
  /** Calls that wait for it: the same call may come twice, and one that goes away does not take the others' question with it. */
  waiting: number;
  /** Set once nobody waits any more, it was answered, or the identity changed: a late yes then does nothing. */
  ended?: 'used' | 'identity';
}

/** Why an answer is no yes; undefined when it is one. The value submitted decides, not the outer `accept`. */
export const faultOf = ({ action, content }: Answer, confirm: ApprovalRequest['confirm']): NoApproval | undefined => {
  if (action === 'decline') return 'declined';
  if (action !== 'accept') return 'dismissed';
  if (!confirm) return content['approve'] === true ? undefined : 'notConfirmed';
  const name = content['name'];
  if (typeof name !== 'string') return 'notConfirmed';
  return confirm.accepted.includes(name.trim()) ? undefined : 'wrongName';
};

const fieldFor = (name: string, language: Language): Question['field'] => ({
  name: 'name',
  title: { en: 'Name', zh: '名称' }[language],
  description: { en: `Type ${name} to confirm`, zh: `请输入 ${name} 以确认` }[language],
});

const questionOf = (
  { plan, confirm }: ApprovalRequest,
  seal: string,
  expiresAtMs: number,
  language: Language,
): Question => {
  const field = confirm && fieldFor(confirm.text, language);
  return { message: questionText(plan, confirm?.text, language), seal, expiresAtMs, ...(field && { field }) };
};

/** An answer becomes an approval only once, and only when it says so itself. */
const approvalFor = (sealed: Sealed, request: ApprovalRequest, answer: Answer, context: ChannelContext): Approval => {
  const channel = request.call.caller.transport === 'shell' ? 'terminal' : 'form';
  const approval = consumeSeal(sealed, channel, request, context);
  const fault = faultOf(answer, request.confirm);
  if (fault) throw refuse(fault, request, context);
  return approval;
};

/** What the forms of one process are asked with. */
interface FormChannel extends ChannelContext {
  /** Questions that are open, by the digest of the call. */
  readonly open: Map<string, Asked>;
}

const endQuestion = (asked: Asked, { open }: FormChannel): void => {
  asked.ended ??= 'used';
  if (open.get(asked.what) === asked) open.delete(asked.what);
};

const judgeAnswer = async (asked: Asked, request: ApprovalRequest, channel: FormChannel): Promise<Approval> => {
  const { clock, language } = channel;
  const { expiresAtMs } = asked;
  const answer = await awaitAnswer(asked, request.call, clock);
  if (answer === 'held') throw refusalOf(stillAsked(expiresAtMs), request.plan, language, { expiresAtMs });
  if (asked.ended) throw refuse(asked.ended, request, channel);
  endQuestion(asked, channel);
  if (answer === 'expired' || clock.now() >= expiresAtMs) throw refuse('expired', request, channel);
  return approvalFor(asked, request, answer, channel);
};

/** Waits for a question; what ends the last call that waits ends the question, so that a late yes does nothing. */
const waitForAnswer = async (asked: Asked, request: ApprovalRequest, channel: FormChannel): Promise<Approval> => {
  asked.waiting += 1;
  try {
    return await judgeAnswer(asked, request, channel);
  } catch (error) {
    // A refusal for now leaves the question open: the same call takes it up again.
    if (!(error instanceof Refused) && (asked.waiting === 1 || !request.call.signal.aborted))
      endQuestion(asked, channel);
    throw error;
  } finally {
    asked.waiting -= 1;
  }
};

/** The form belongs to the call that put it: when that one went away, this one has to ask for itself. */
const joinOrAskAnew = async (
  asked: Asked,
  request: ApprovalRequest,
  channel: FormChannel,
): Promise<Approval | undefined> => {
  try {
    return await waitForAnswer(asked, request, channel);
  } catch (error) {
    if (error instanceof Refused || request.call.signal.aborted) throw error;
    return undefined;
  }
};

const putQuestion = (ask: Ask, request: ApprovalRequest, channel: FormChannel): Asked => {
  const { seal, ...sealed } = sealRequest(request, channel);
  const answer = ask.put(questionOf(request, seal, sealed.expiresAtMs, channel.language));
  answer.catch(() => {});
  const asked: Asked = { ...sealed, answer, waiting: 0 };
  channel.open.set(request.key, asked);
  return asked;
};

const takeUpQuestion = async (request: ApprovalRequest, channel: FormChannel): Promise<Approval | undefined> => {
  const { clock, open } = channel;
  const asked = open.get(request.key);
  if (!asked) return undefined;
  const isExpired = (): boolean => clock.now() >= asked.expiresAtMs;
  if (!isExpired() && asked.state === request.state) return joinOrAskAnew(asked, request, channel);
  endQuestion(asked, channel);
  if (!isExpired()) throw refuse('changed', request, channel);
  return undefined;
};

/** The human behind the client, asked by a form. */
export const createFormChannel = (context: ChannelContext) => {
  const channel: FormChannel = { ...context, open: new Map() };
  /** Answers that have served: a second question in the same call is a new one. */
  const taken = new WeakSet<Answer>();
  return {
    /** The answer that came with this call (2026 era), judged; undefined when none did. */
    resumed: (request: ApprovalRequest): Approval | undefined => {
      const answer = request.call.ask?.resumed;
      if (!answer || taken.has(answer)) return undefined;
      taken.add(answer);
      return approvalFor(verifySeal(answer.seal, request, context), request, answer, context);
    },
    /** A question that is still open from an earlier try of the same call. */
    takeUp: (request: ApprovalRequest): Promise<Approval | undefined> => takeUpQuestion(request, channel),
    /** Asks. Rejects with Refused, Suspended, the abort's reason, or whatever went wrong with the form itself. */
    ask: async (ask: Ask, request: ApprovalRequest): Promise<Approval> =>
      waitForAnswer(putQuestion(ask, request, channel), request, channel),
    invalidateAll: (): void => {
      for (const asked of channel.open.values()) asked.ended = 'identity';
      channel.open.clear();
    },
  };
};

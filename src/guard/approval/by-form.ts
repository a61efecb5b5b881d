import type { Answer, Ask, Question } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import type { Language } from '../text/message.ts';
import { awaitAnswer } from './await-answer.ts';
import { type DoorParts, refuse, sealMatter, spend, unseal } from './grant.ts';
import { type NoYes, questionText, refusalOf, stillAskedWords } from './messages.ts';
import type { Grant, Matter } from './request.ts';
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
export const faultOf = ({ action, content }: Answer, confirm: Matter['confirm']): NoYes | undefined => {
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

const questionOf = ({ plan, confirm }: Matter, seal: string, expiresAtMs: number, language: Language): Question => {
  const field = confirm && fieldFor(confirm.text, language);
  return { message: questionText(plan, confirm?.text, language), seal, expiresAtMs, ...(field && { field }) };
};

/** An answer becomes a grant only once, and only when it says so itself. */
const grantFor = (sealed: Sealed, matter: Matter, answer: Answer, parts: DoorParts): Grant => {
  const door = matter.call.caller.transport === 'shell' ? 'terminal' : 'form';
  const grant = spend(sealed, door, matter, parts);
  const fault = faultOf(answer, matter.confirm);
  if (fault) throw refuse(fault, matter, parts);
  return grant;
};

/** The human behind the client, asked by a form. */
export const createAskDoor = (parts: DoorParts) => {
  const { clock, language } = parts;
  const open = new Map<string, Asked>();
  /** Answers that have served: a second question in the same call is a new one. */
  const taken = new WeakSet<Answer>();

  const end = (asked: Asked): void => {
    asked.ended ??= 'used';
    if (open.get(asked.what) === asked) open.delete(asked.what);
  };

  const settle = async (asked: Asked, matter: Matter): Promise<Grant> => {
    const came = await awaitAnswer(asked, matter.call, clock);
    const { expiresAtMs } = asked;
    if (came === 'held') throw refusalOf(stillAskedWords(expiresAtMs), matter.plan, language, { expiresAtMs });
    if (asked.ended) throw refuse(asked.ended, matter, parts);
    end(asked);
    if (came === 'expired' || clock.now() >= expiresAtMs) throw refuse('expired', matter, parts);
    return grantFor(asked, matter, came, parts);
  };

  /** Waits for a question; what ends the last call that waits ends the question, so that a late yes does nothing. */
  const attend = async (asked: Asked, matter: Matter): Promise<Grant> => {
    asked.waiting += 1;
    try {
      return await settle(asked, matter);
    } catch (error) {
      // A refusal for now leaves the question open: the same call takes it up again.
      if (!(error instanceof Refused) && (asked.waiting === 1 || !matter.call.signal.aborted)) end(asked);
      throw error;
    } finally {
      asked.waiting -= 1;
    }
  };

  /** The form hangs on the call that put it: when that one went away, this one has to ask for itself. */
  const joinOrAskAnew = async (asked: Asked, matter: Matter): Promise<Grant | undefined> => {
    try {
      return await attend(asked, matter);
    } catch (error) {
      if (error instanceof Refused || matter.call.signal.aborted) throw error;
      return undefined;
    }
  };

  const put = (ask: Ask, matter: Matter): Asked => {
    const { seal, ...sealed } = sealMatter(matter, parts);
    const answer = ask.put(questionOf(matter, seal, sealed.expiresAtMs, language));
    answer.catch(() => {});
    const asked: Asked = { ...sealed, answer, waiting: 0 };
    open.set(matter.key, asked);
    return asked;
  };

  return {
    /** The answer that came with this call (2026 era), judged; undefined when none did. */
    resumed: (matter: Matter): Grant | undefined => {
      const answer = matter.call.ask?.resumed;
      if (!answer || taken.has(answer)) return undefined;
      taken.add(answer);
      return grantFor(unseal(answer.seal, matter, parts), matter, answer, parts);
    },
    /** A question that is still open from an earlier try of the same call. */
    takeUp: async (matter: Matter): Promise<Grant | undefined> => {
      const asked = open.get(matter.key);
      if (!asked) return undefined;
      if (clock.now() < asked.expiresAtMs && asked.state === matter.state) return joinOrAskAnew(asked, matter);
      end(asked);
      if (clock.now() < asked.expiresAtMs) throw refuse('changed', matter, parts);
      return undefined;
    },
    /** Asks. Rejects with Refused, Suspended, the abort's reason, or whatever went wrong with the form itself. */
    ask: (ask: Ask, matter: Matter): Promise<Grant> => attend(put(ask, matter), matter),
    voidAll: (): void => {
      for (const asked of open.values()) asked.ended = 'identity';
      open.clear();
    },
  };
};

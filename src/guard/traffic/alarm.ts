import type { Tunnels } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { type LocalizedText, type Message, message, someOf } from '../text/message.ts';

// A tunnel that is down carries nothing, whatever the routes say: of all that a plan says, that matters most.

const alarms: readonly LocalizedText[] = [planMessages.allDown, planMessages.allDownButSpare, planMessages.upUnknown];

/** Whether a sentence is about tunnels that are down, or of which nobody knows. */
export const isAlarm = ({ text }: Message): boolean => alarms.includes(text);

/** Sentences with the alarms before all others, each once: a tunnel that is down first, then one of which nobody knows. */
export const alarmsFirst = (sentences: readonly Message[]): readonly Message[] => {
  const rank = (each: Message): number => (!isAlarm(each) ? 2 : each.text === planMessages.upUnknown ? 1 : 0);
  const keyOf = ({ text, values }: Message): string => JSON.stringify([text.en, values]);
  const once = [...new Map(sentences.map((each) => [keyOf(each), each])).values()];
  return once.toSorted((a, b) => rank(a) - rank(b));
};

/** What to know when a destination is given to one tunnel, and which of the others could take it over by themselves. */
export const targetAlarm = (
  dest: string,
  target: string,
  others: readonly string[],
  known: Tunnels,
): readonly Message[] => {
  const isUp = known.isUp(target);
  const hops = known.name(target);
  if (isUp === true) return [];
  if (isUp === undefined) return [message(planMessages.upUnknown, { dest, hops })];
  const spare = others.filter((hop) => known.isUp(hop) === true).map(known.name);
  return spare.length > 0
    ? [message(planMessages.allDownButSpare, { dest, hops, spare: someOf(spare) })]
    : [message(planMessages.allDown, { dest, hops })];
};

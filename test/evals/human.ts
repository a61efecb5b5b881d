import type { Human } from '../support/agent.ts';

/** A plan that a human was shown, by the server's own question or by an agent before a call that nobody is asked about. */
export interface Confirmation {
  readonly action: string;
  readonly via: 'question' | 'agent';
  readonly text: string;
  readonly approved: boolean;
  /** How many writes had reached the cloud when the human decided. */
  readonly writesBefore: number;
}

/** What a question is about, read as a human reads it: the action, the target, what to type, and that effects are told. */
const readPlan = (text: string) => {
  const [, action = ''] = /^(?:Step \d+: )?(\w+) \(/m.exec(text) ?? [];
  // What is new has a name and no ID yet.
  const [target = ''] = /^(?:Step \d+: )?\w+ \(.+?\): (?:".+"|\S+:\S+),? /m.exec(text) ?? [];
  // A delete names its effect in its head.
  const [, toType = ''] = /^To confirm, type: (.+)$/m.exec(text) ?? [];
  return {
    action,
    target,
    toType,
    tellsEffects: /^(?:Step \d+: )?\w+ \(deletes\):|^- \S|^New: \S|^\S+: .* -> /m.test(text),
  };
};

/** Somebody who says yes only to a plan with a target and its effects; types the name where one is wanted. */
export const createHuman = (countWrites: () => Promise<number>) => {
  const confirmations: Confirmation[] = [];
  let isWilling = true;

  const decide = async (confirmation: Omit<Confirmation, 'writesBefore'>): Promise<boolean> => {
    confirmations.push({ ...confirmation, writesBefore: await countWrites() });
    return confirmation.approved;
  };

  const answer: Human = async ({ message, requestedSchema }) => {
    const { action, target, toType, tellsEffects } = readPlan(message);
    const approved = isWilling && action !== '' && target !== '' && tellsEffects;
    await decide({ action, via: 'question', text: message, approved });
    if (!approved) return { action: 'decline' };
    const wantsName = Object.hasOwn(requestedSchema.properties ?? {}, 'name');
    return { action: 'accept', content: wantsName ? { name: toType } : { approve: true } };
  };

  return {
    confirmations,
    answer,
    /** Shown a plan by the agent itself. */
    look: (action: string, text: string): Promise<boolean> =>
      decide({ action, via: 'agent', text, approved: isWilling }),
    /** Says no to whatever is asked while `work` runs. */
    refuseDuring: async <T>(work: () => Promise<T>): Promise<T> => {
      isWilling = false;
      try {
        return await work();
      } finally {
        isWilling = true;
      }
    },
  };
};

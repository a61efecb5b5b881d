import type { Reply } from '../tools/result.ts';

const withNotices = (reply: Reply, notices: readonly string[]): Reply => ({
  ...reply,
  content: [...reply.content, ...notices.map((notice) => ({ type: 'text' as const, text: `Notice: ${notice}` }))],
  // Some hosts show a model the text, others the data.
  ...(reply.structuredContent && { structuredContent: { ...reply.structuredContent, Notices: notices } }),
});

/** Adds what an agent has to know to the first reply of each session: a log is read by people only. */
export const createNotices = () => {
  const told = new Set<string>();
  return async (reply: Reply, session: string, notices: () => Promise<readonly string[]>): Promise<Reply> => {
    if (told.has(session)) return reply;
    const known = await notices();
    if (known.length === 0) return reply;
    told.add(session);
    return withNotices(reply, known);
  };
};

import type { Reply } from '../tools/reply/result.ts';

const withNotices = (reply: Reply, notices: readonly string[]): Reply => ({
  ...reply,
  content: [...reply.content, ...notices.map((notice) => ({ type: 'text' as const, text: `Notice: ${notice}` }))],
  // Some hosts show a model the text, others the data.
  ...(reply.structuredContent && { structuredContent: { ...reply.structuredContent, Notices: notices } }),
});

/** Adds the notices, once there are any, to one reply of the session. `readNotices` is the guard's. */
export type AddNotices = (
  reply: Reply,
  session: string,
  readNotices: () => Promise<readonly string[]>,
) => Promise<Reply>;

/** Remembers which sessions have had their notices. An agent gets them in a reply, for it never sees the log. */
export const createNotices = (): AddNotices => {
  const notifiedSessions = new Set<string>();
  return async (reply, session, readNotices) => {
    if (notifiedSessions.has(session)) return reply;
    const notices = await readNotices();
    if (notices.length === 0) return reply;
    notifiedSessions.add(session);
    return withNotices(reply, notices);
  };
};

import { lines, type Prompt, quoted, when } from './prompt.ts';

export const troubleshootTunnel: Prompt = {
  name: 'troubleshoot-tunnel',
  title: 'Why is my tunnel down?',
  description: 'Finds the cause of a broken IPsec tunnel from both ends, and offers the fix.',
  arguments: [
    { name: 'connection', description: 'ID or name of the IPsec connection', required: true, complete: 'connection' },
    { name: 'log', description: "Log lines from the peer's device", required: false },
    { name: 'peer_config', description: "The peer's configuration, without its keys", required: false },
  ],
  write: (given) =>
    lines(
      `Find out why the IPsec connection ${quoted(given('connection'))} does not work.`,
      '1. Call DiagnoseTunnel with it, and with the log and the peer configuration below if there are any.',
      '2. Tell me the verdict, the evidence for it, and what cannot be seen from here. Do not call a guess certain.',
      '3. If a fix on our side is offered, show its plan (PlanChange) and what it interrupts before you call it.',
      '4. If several causes remain, ask me for the one thing that tells them apart; the cloud’s own log is read already where the report has it.',
      when(given('log'), (log) => `Log from the peer, as data: ${log}`),
      when(given('peer_config'), (config) => `Configuration of the peer, as data: ${config}`),
    ),
};

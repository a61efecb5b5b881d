import { lines, type Prompt, quoted } from './prompt.ts';

export const failOver: Prompt = {
  name: 'fail-over',
  title: 'Fail over to the standby tunnel',
  description: 'Moves traffic between the tunnels of an active/standby pair without a black hole.',
  arguments: [
    { name: 'from', description: 'ID or name of the connection to leave', required: true, complete: 'connection' },
    { name: 'to', description: 'ID or name of the connection to use', required: false, complete: 'counterpart' },
  ],
  write: (given) =>
    lines(
      `Move the traffic of the IPsec connection ${quoted(given('from'))} to ${given('to') ? quoted(given('to')) : 'its standby'}.`,
      '1. Read both connections, both route tables and the gateway. Stop if the target is not ipsec_sa_established or its health check fails; say if it has none.',
      '2. Show an ordered plan with the undo of each step. Weights are 100 and 0; two entries at 100 for one destination are refused, so the active one is lowered first.',
      '3. After my yes, one write at a time; wait with WaitForStatus until the gateway is active, and read the weights back: an HTTP 200 proves nothing.',
      '4. Remind me that the peer has to move its return traffic too.',
    ),
};

// The simulated cloud in a process of its own, so that nothing of it is measured with the server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../bundle.mjs';

/** The program as a user gets it. */
export const server = join(root, 'dist/vpn-gateway-mcp.cjs');

/** Starts it on a free port of loopback with one of its worlds; `facts` is what it says of itself. */
export async function startSandbox(world) {
  const child = spawn(process.execPath, [server, 'sandbox', '--port', '0', '--world', world], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { facts: JSON.parse(line), stop: () => child.kill() };
}

// A server on HTTP in a process of its own, for whoever measures it or holds it to something from outside.
import { spawn } from 'node:child_process';

/** Starts a program that says on standard error where it listens. */
export async function startListening(args, env = {}) {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = await new Promise((resolve, reject) => {
    let said = '';
    const hear = (text) => {
      said += text;
      const [, found] = /listening url=(\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    };
    child.stderr.setEncoding('utf8').on('data', hear);
    ended.then(() => reject(new Error(`the server ended: ${said}`)));
    // What comes later is read and forgotten: a full pipe would stop the server.
    ended.finally(() => child.stderr.off('data', hear));
  });
  const stop = async () => {
    child.kill();
    const code = await ended;
    process.off('exit', kill);
    return code;
  };
  return { url, pid: child.pid, stop, hasEnded: () => child.exitCode !== null };
}

import type { Server } from '@modelcontextprotocol/server';

/**
 * From now on no error of the protocol leaves a server before `clean` has seen it, the SDK's own included: they repeat what
 * the caller sent. Where `clean` fails nothing is known that could be hidden, and the error goes as it is.
 */
export const cleanErrors = (server: Server, clean: <T>(error: T) => Promise<T>): void => {
  const connect = server.connect.bind(server);
  server.connect = (transport) => {
    const send = transport.send.bind(transport);
    transport.send = async (message, options) => {
      if (!('error' in message)) return send(message, options);
      const error = await clean(message.error).catch(() => message.error);
      return send({ ...message, error }, options);
    };
    return connect(transport);
  };
};

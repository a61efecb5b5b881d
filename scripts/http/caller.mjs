// A client of the protocol in plain HTTP, so that no client library is measured with the server.

const NEW = '2026-07-28';
const OLD = '2025-11-25';
export const ERAS = [OLD, NEW];

const META = {
  'io.modelcontextprotocol/protocolVersion': NEW,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'caller', version: '1.0.0' },
};

/** The answer in a body, which is JSON, or one event among those of a stream. */
async function answerIn(response, id) {
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('event-stream')) return text === '' ? {} : JSON.parse(text);
  const messages = [...text.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data));
  return messages.find((message) => message.id === id && message.method === undefined) ?? {};
}

export class Caller {
  #next = 1;
  #session = {};

  constructor(url, era, token) {
    this.url = url;
    this.era = era;
    this.authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  #headersFor(method, { name }) {
    const routed = { 'mcp-protocol-version': NEW, 'mcp-method': method, ...(name && { 'mcp-name': name }) };
    return {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...this.authorization,
      ...(this.era === NEW ? routed : this.#session),
    };
  }

  async #post(method, params, id, signal) {
    const given = this.era === NEW ? { ...params, _meta: META } : params;
    const response = await fetch(this.url, {
      method: 'POST',
      headers: this.#headersFor(method, params),
      body: JSON.stringify({ jsonrpc: '2.0', ...(id !== undefined && { id }), method, params: given }),
      signal,
    });
    return { response, answer: await answerIn(response, id) };
  }

  /** 2025 era: begins a session. */
  async open() {
    if (this.era === NEW) return this;
    const clientInfo = META['io.modelcontextprotocol/clientInfo'];
    const hello = { protocolVersion: OLD, capabilities: {}, clientInfo };
    const { response } = await this.#post('initialize', hello, 0);
    const session = response.headers.get('mcp-session-id');
    this.#session = { 'mcp-protocol-version': OLD, ...(session && { 'mcp-session-id': session }) };
    await this.#post('notifications/initialized', {}, undefined);
    return this;
  }

  /** The result of a request; rejects for an error, be it of HTTP, of the protocol or of a tool. */
  async ask(method, params = {}, signal) {
    const { response, answer } = await this.#post(method, params, this.#next++, signal);
    if (!response.ok || answer.result === undefined || answer.result.isError)
      throw new Error(
        `${method} ${params.name ?? ''}: HTTP ${response.status} ${JSON.stringify(answer).slice(0, 300)}`,
      );
    return answer.result;
  }
}

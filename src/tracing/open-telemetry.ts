import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Fields } from '../catalogue/action.ts';
import type { TraceParent } from './trace-context.ts';
import type { Tracing } from './tracing.ts';

// Loaded only where traces are asked for: the packages are not part of this program, the operator installs them beside it.

const FLUSH_MS = 3_000;

/** What `service.name` is unless the environment names another. */
const NAME = 'vpn-gateway-mcp';

const openProvider = (version: string): BasicTracerProvider =>
  new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': NAME, 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    // Both read the standard variables by themselves.
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });

const contextOf = ({ traceState, ...parent }: TraceParent): Context =>
  trace.setSpanContext(ROOT_CONTEXT, {
    ...parent,
    isRemote: true,
    ...(traceState !== undefined && { traceState: createTraceState(traceState) }),
  });

/** Only what is known by its form goes into an attribute: the rest of what a gateway writes could be anything. */
const plain = (value: unknown): string | undefined =>
  /^[\w.:-]{1,80}$/.test(String(value)) ? String(value) : undefined;

const attributesOf = (facts: Fields): Attributes => {
  const { action, status, lost, attempt, RequestId: requestId, host } = facts;
  const name = plain(requestId);
  return {
    'rpc.method': String(action),
    'rpc.system': 'alibaba_cloud_api',
    ...(plain(host) !== undefined && { 'server.address': plain(host) }),
    ...(typeof status === 'number' && { 'http.response.status_code': status }),
    ...(typeof attempt === 'number' && attempt > 0 && { 'http.request.resend_count': attempt }),
    ...(name !== undefined && name !== 'undefined' && { 'vpn_mcp.cloud.request_id': name }),
    ...(lost !== undefined && { 'error.type': `lost while ${plain(lost) ?? 'sent'}` }),
  };
};

const settle = (span: Span, isError: boolean): void => {
  if (isError) span.setStatus({ code: SpanStatusCode.ERROR });
};

/** Traces by the official packages, sent as the standard variables say. */
export const openTracing = (version: string): Tracing => {
  const provider = openProvider(version);
  const tracer = provider.getTracer(NAME, version);
  const contexts = new AsyncLocalStorage<Context>();
  const current = (): Context => contexts.getStore() ?? ROOT_CONTEXT;

  const call: Tracing['call'] = (tool, work) => {
    const attributes = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': tool };
    const span = tracer.startSpan(`tools/call ${tool}`, { kind: SpanKind.SERVER, attributes }, current());
    const end: Parameters<typeof work>[0] = ({ outcome, code }) => {
      span.setAttributes({ 'vpn_mcp.outcome': outcome, ...(code !== undefined && { 'error.type': code }) });
      settle(span, outcome === 'failed');
    };
    return contexts.run(trace.setSpan(current(), span), () => work(end)).finally(() => span.end());
  };

  const cloudRequest: Tracing['cloudRequest'] = (facts) => {
    const endMs = Date.now();
    const options = {
      kind: SpanKind.CLIENT,
      attributes: attributesOf(facts),
      startTime: endMs - Math.max(0, Number(facts['ms']) || 0),
    };
    const span = tracer.startSpan(String(facts['action']), options, current());
    settle(span, facts['lost'] !== undefined || Number(facts['status']) >= 400);
    span.end(endMs);
  };

  const close = async (): Promise<void> => {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MS).unref());
    await Promise.race([provider.shutdown().catch(() => {}), limit]);
  };

  return {
    within: (parent, work) => (parent ? contexts.run(contextOf(parent), work) : work()),
    call,
    cloudRequest,
    close,
  };
};

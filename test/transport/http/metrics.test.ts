import { expect, it } from 'vitest';
import { createMetrics } from '../../../src/transport/http/metrics.ts';

it('counters and histograms are told in the words of Prometheus', () => {
  const { count, observe, text } = createMetrics();
  count('vpn_mcp_tool_calls_total', { tool: 'DescribeRegions', outcome: 'ok' });
  count('vpn_mcp_tool_calls_total', { tool: 'DescribeRegions', outcome: 'ok' });
  observe('vpn_mcp_cloud_request_seconds', 0.2);
  observe('vpn_mcp_cloud_request_seconds', 100);
  const lines = text().split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE vpn_mcp_tool_calls_total counter',
      'vpn_mcp_tool_calls_total{tool="DescribeRegions",outcome="ok"} 2',
      'vpn_mcp_cloud_request_seconds_bucket{le="0.1"} 0',
      'vpn_mcp_cloud_request_seconds_bucket{le="0.25"} 1',
      'vpn_mcp_cloud_request_seconds_bucket{le="60"} 1',
      'vpn_mcp_cloud_request_seconds_bucket{le="+Inf"} 2',
      'vpn_mcp_cloud_request_seconds_sum 100.2',
      'vpn_mcp_cloud_request_seconds_count 2',
    ]),
  );
});

it('a label cannot break a line', () => {
  const { count, text } = createMetrics();
  count('vpn_mcp_errors_total', { code: 'a"\n\\b' });
  expect(text()).toContain('vpn_mcp_errors_total{code="a\\"\\n\\\\b"} 1');
});

it('labels that go on without end are counted together', () => {
  const { count, text } = createMetrics();
  for (let n = 0; n < 2_000; n += 1) count('vpn_mcp_errors_total', { code: `Made.Up.${n}` });
  const series = text().match(/^vpn_mcp_errors_total\{/gm) ?? [];
  expect(series).toHaveLength(501);
  expect(text()).toContain('vpn_mcp_errors_total{code="other"} 1500');
});

// Charts of tables: each number drawn stands in the table beside it, from which it is read. Its own bundle, loaded by pages that have one.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { getInstanceByDom, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

interface Series { name: string; tone: string; column: number; line: boolean }

// The tones that tables and states use, light enough for both themes; decals tell them apart without colour.
const tones: Record<string, string> = {
  good: '#2f9e6e', bad: '#d0453b', soon: '#dd9a1a', open: '#5a91c8', plain: '#8a94a6', other: '#8b6fc0',
};

const sizes = new ResizeObserver(entries => {
  for (const entry of entries) getInstanceByDom(entry.target as HTMLElement)?.resize();
});

function seriesOf(table: HTMLTableElement): Series[] {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  return heads.flatMap((head, column) => head.dataset['series'] === undefined ? [] : [{
    name: (head.textContent ?? '').trim(),
    tone: head.dataset['series'] || 'plain',
    column,
    line: head.dataset['line'] !== undefined,
  }]);
}

function draw(frame: HTMLElement): void {
  const table = document.getElementById(frame.dataset['chart'] ?? '');
  if (!(table instanceof HTMLTableElement)) return;

  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const ordered = frame.dataset['newestFirst'] === undefined ? rows : rows.reverse();
  const ink = getComputedStyle(frame).color;
  const soft = '#8080803d';
  const series = seriesOf(table);
  const across = frame.dataset['across'] !== undefined;
  const names = ordered.map(row => (row.cells[0]?.textContent ?? '').trim());
  const category = { type: 'category' as const, data: across ? names.reverse() : names, axisLabel: { color: ink, width: across ? 180 : undefined, overflow: 'truncate' as const, interval: across ? 0 : 'auto' as const }, axisLine: { lineStyle: { color: soft } } };
  const value = { type: 'value' as const, minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: soft } } };
  const shown = across ? [...ordered].reverse() : ordered;

  if (across) frame.style.height = `${80 + rows.length * 26}px`; // Each bar with its name.
  const chart = getInstanceByDom(frame) ?? init(frame);
  chart.resize();
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(frame).fontFamily },
    aria: { enabled: true, decal: { show: series.length > 1 } },
    grid: { left: 8, right: 16, top: series.length > 1 ? 36 : 12, bottom: 8, containLabel: true },
    legend: { show: series.length > 1, top: 0, textStyle: { color: ink } },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    xAxis: across ? value : category,
    yAxis: across ? category : value,
    series: series.map(one => ({
      name: one.name,
      type: one.line ? 'line' : 'bar',
      stack: one.line ? undefined : 'all',
      barMaxWidth: 34,
      itemStyle: { color: tones[one.tone] ?? tones['plain'] },
      data: shown.map(row => Number(row.cells[one.column]?.dataset['value'] ?? 0)),
    })),
  }, true);
  sizes.observe(frame);
}

export function drawAll(): void {
  document.querySelectorAll<HTMLElement>('[data-chart]').forEach(draw);
}

// Loads the charts' bundle where a page has a chart, and draws again when the page or the theme changes.
async function draw(): Promise<void> {
  const frame = document.querySelector<HTMLElement>('[data-chart-script]');
  if (!frame) return;

  const charts = await import(frame.dataset['chartScript'] ?? '') as { drawAll: () => void };
  document.querySelectorAll('[data-chart]').forEach(chart => chart.removeAttribute('hidden'));
  charts.drawAll();
}

document.addEventListener('htmx:load', () => void draw());
new MutationObserver(() => void draw()).observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => void draw());
void draw();

export {};

// A flow diagram in its frame: buttons, the plus, minus and zero keys, and Ctrl with the wheel change its size. Without scripts it fits its frame.
const steps = [0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2];

function zoom(frame: HTMLElement, direction: 'in' | 'out' | 'fit'): void {
  const drawing = frame.querySelector<SVGSVGElement>('svg');
  if (!drawing) return;

  if (direction === 'fit') {
    drawing.removeAttribute('data-zoomed');
    drawing.style.width = '';
    return;
  }

  const natural = drawing.viewBox.baseVal.width;
  const now = drawing.getBoundingClientRect().width / natural;
  const next = direction === 'in' ? steps.find(step => step > now + 0.02) : steps.findLast(step => step < now - 0.02);
  if (next === undefined) return;

  const middle = {
    x: (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth,
    y: (frame.scrollTop + frame.clientHeight / 2) / frame.scrollHeight,
  };
  drawing.setAttribute('data-zoomed', '');
  drawing.style.width = `${Math.round(natural * next)}px`;
  frame.scrollLeft = middle.x * frame.scrollWidth - frame.clientWidth / 2;
  frame.scrollTop = middle.y * frame.scrollHeight - frame.clientHeight / 2;
}

function frameOf(element: Element): HTMLElement | null {
  return element.closest('.flow-details')?.querySelector<HTMLElement>('[data-flow-frame]') ?? null;
}

document.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-flow]') : null;
  const frame = button && frameOf(button);
  if (frame) zoom(frame, button.dataset.flow as 'in' | 'out' | 'fit');
});

document.addEventListener('keydown', event => {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-flow-frame]')) return;

  const direction = ({ '+': 'in', '-': 'out', '0': 'fit' } as const)[event.key];
  if (!direction || event.ctrlKey || event.altKey || event.metaKey) return;

  event.preventDefault();
  zoom(event.target, direction);
});

document.addEventListener('wheel', event => {
  const frame = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-flow-frame]') : null;
  if (!frame || !event.ctrlKey) return;

  event.preventDefault();
  zoom(frame, event.deltaY < 0 ? 'in' : 'out');
}, { passive: false });

// The buttons need this script, so it is this script that shows them.
function show(): void {
  document.querySelectorAll('[data-flow-tools]').forEach(tools => tools.removeAttribute('hidden'));
}

document.addEventListener('htmx:load', show);
show();

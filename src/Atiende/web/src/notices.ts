// Short notices in the corner: they never take the focus, and screen readers announce them.
import { text } from './texts';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

interface Notice {
  message: string;
  tone?: Tone;
  link?: { href: string; label: string };
  /** Goes away by itself after so many milliseconds; stays without it. */
  forMs?: number;
}

/** Shows a notice; one with the same id is replaced. */
export function show(id: string, notice: Notice): void {
  const place = document.getElementById('notices');
  if (!place) return;

  const found = place.querySelector<HTMLElement>(`[data-notice="${CSS.escape(id)}"]`);
  const item = found ?? document.createElement('div');
  item.className = `notice notice-${notice.tone ?? 'info'}`;
  item.dataset['notice'] = id;
  const words = document.createElement('span');
  words.textContent = notice.message;
  item.replaceChildren(words);
  if (notice.link) {
    const link = document.createElement('a');
    link.href = notice.link.href;
    link.textContent = notice.link.label;
    link.setAttribute('hx-boost', 'false');
    item.append(link);
  }

  if (!notice.forMs) item.append(closeButton(item));
  else setTimeout(() => item.remove(), notice.forMs);
  if (!found) place.append(item);
}

/** Takes a notice away. */
export function hide(id: string): void {
  document.querySelector(`#notices [data-notice="${CSS.escape(id)}"]`)?.remove();
}

function closeButton(item: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn-close';
  button.ariaLabel = text('close');
  button.addEventListener('click', () => item.remove());
  return button;
}

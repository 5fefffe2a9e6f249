// Explanations shown on hover and focus (.tip) close on Escape without moving either, and open again the next time.
const shown = () => document.querySelectorAll<HTMLElement>('.tip:is(:hover, :focus-within):not([data-closed])');

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;

  for (const tip of shown()) {
    tip.dataset['closed'] = '';
    event.stopImmediatePropagation();
  }
}, { capture: true });

for (const leaving of ['pointerout', 'focusout'])
  document.addEventListener(leaving, event => {
    const tip = (event.target as Element).closest<HTMLElement>('.tip[data-closed]');
    const next = (event as PointerEvent | FocusEvent).relatedTarget as Node | null;
    if (tip && !tip.contains(next)) delete tip.dataset['closed'];
  });

export {};

// The list of cases from the keyboard, and which of them are chosen: j and k go from row to row, x chooses, Enter opens, / searches.
// What is chosen is kept by id, so that rows that are brought up to date keep it.

const chosen = new Set<string>();

const list = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>('form[data-case-list]');
const boxes = (form: Element): HTMLInputElement[] => [...form.querySelectorAll<HTMLInputElement>('tbody input[name=case]')];

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox])'));
}

function tell(form: HTMLFormElement): void {
  const all = boxes(form);
  const count = all.filter(box => box.checked).length;
  const place = form.querySelector('[data-case-chosen]');
  if (place) place.textContent = count > 0 ? (form.dataset['chosen'] ?? '').replace('{0}', String(count)) : '';
  const whole = form.querySelector<HTMLInputElement>('[data-case-all]');
  if (!whole) return;

  whole.checked = count > 0 && count === all.length;
  whole.indeterminate = count > 0 && count < all.length;
}

function choose(box: HTMLInputElement, is: boolean): void {
  box.checked = is;
  if (is) chosen.add(box.value);
  else chosen.delete(box.value);
}

function rows(form: Element): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('tbody tr')];
}

function go(form: Element, by: number): void {
  const all = rows(form);
  const at = all.findIndex(row => row.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.querySelector<HTMLElement>('a[href]')?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('keydown', event => {
  const form = list();
  if (!form || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target) || document.querySelector('dialog:modal')) return;

  const inRows = event.target instanceof Element && event.target.closest('tbody') !== null;
  const open = event.target instanceof Element && event.target.closest('details.menu[open]') !== null;
  if (open) return;

  switch (event.key) {
    case 'j': go(form, 1); break;
    case 'k': go(form, -1); break;
    case 'ArrowDown': if (!inRows) return; go(form, 1); break;
    case 'ArrowUp': if (!inRows) return; go(form, -1); break;
    case '/': document.querySelector<HTMLInputElement>('[data-case-search]')?.select(); break;
    case 'x': {
      const box = (document.activeElement?.closest('tr') ?? null)?.querySelector<HTMLInputElement>('input[name=case]');
      if (!box) return;

      choose(box, !box.checked);
      tell(form);
      break;
    }
    default: return;
  }

  event.preventDefault();
});

document.addEventListener('change', event => {
  const form = list();
  const box = event.target;
  if (!form || !(box instanceof HTMLInputElement) || !form.contains(box)) return;

  if (box.matches('[data-case-all]')) boxes(form).forEach(one => choose(one, box.checked));
  else if (box.name === 'case') choose(box, box.checked);
  tell(form);
});

// Rows that were brought up to date are chosen as they were; on another page nothing is.
document.addEventListener('htmx:afterSettle', event => {
  const form = list();
  if (!form) return chosen.clear();

  if ((event.target as Element).id === 'main') chosen.clear();
  for (const box of boxes(form)) box.checked = chosen.has(box.value);
  tell(form);
});

export {};

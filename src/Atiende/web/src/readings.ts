// What was read of a field in a photograph: a suggestion beside it, taken by its button or, in the field, with Alt+T. Nothing is filled in by itself.
// <p data-read="words"> with a [data-read-take] button, in the .sheet-field of its control.
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const controls = 'input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select';

function take(reading: HTMLElement): void {
  const control = reading.closest('.sheet-field')?.querySelector<Control>(controls);
  if (!control) return;

  const words = reading.dataset['read'] ?? '';
  // A day is typed otherwise than a browser keeps it.
  const day = control.type === 'date' ? /^(\d{1,2})\D(\d{1,2})\D(\d{4})$/.exec(words) : null;
  control.value = day ? `${day[3]}-${day[2]!.padStart(2, '0')}-${day[1]!.padStart(2, '0')}` : words;
  // As if it had been typed: drafts and checks hear of it.
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  control.focus();
  reading.hidden = true;
}

document.addEventListener('click', event => {
  const reading = (event.target as Element).closest('[data-read-take]')?.closest<HTMLElement>('[data-read]');
  if (reading) take(reading);
});

document.addEventListener('keydown', event => {
  if (!event.altKey || event.key.toLowerCase() !== 't') return;
  const reading = document.activeElement?.closest('.sheet-field')?.querySelector<HTMLElement>('[data-read]:not([hidden])');
  if (!reading) return;
  event.preventDefault();
  take(reading);
});

document.addEventListener('htmx:load', event => {
  for (const button of (event as CustomEvent<{ elt: Element }>).detail.elt.querySelectorAll<HTMLElement>('[data-read-take]')) button.hidden = false;
});

export {};

// Keys are declared where they act: data-key="1", "Enter", "alt+ArrowLeft", several separated by spaces.
// "?" lists those of the page. A key without Alt or Ctrl is left alone while one types, unless data-key-always says otherwise.
import { text } from './texts';

interface Chord { alt: boolean; ctrl: boolean; shift: boolean; key: string }

function parse(chord: string): Chord {
  const parts = chord.toLowerCase().split('+');
  const key = parts.pop() || '+';
  return { alt: parts.includes('alt'), ctrl: parts.includes('ctrl'), shift: parts.includes('shift'), key };
}

function pressed(event: KeyboardEvent, chord: Chord): boolean {
  if (event.altKey !== chord.alt || (event.ctrlKey || event.metaKey) !== chord.ctrl) return false;
  if (chord.shift && !event.shiftKey) return false;

  // With Alt some keyboards type other signs: then the key's place counts.
  return event.key.toLowerCase() === chord.key || (chord.alt && event.code.toLowerCase() === `${/\d/.test(chord.key) ? 'digit' : 'key'}${chord.key}`);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement
    && !['radio', 'checkbox', 'button', 'submit', 'reset', 'file', 'range', 'color'].includes(target.type);
}

// Enter and space belong to the link or button that has the focus.
function isOwn(event: KeyboardEvent): boolean {
  return (event.key === 'Enter' || event.key === ' ')
    && event.target instanceof Element && event.target.closest('a, button, summary, input[type=submit]') !== null;
}

function bound(): HTMLElement[] {
  const dialog = document.querySelector<HTMLElement>('dialog:modal');
  return [...(dialog ?? document).querySelectorAll<HTMLElement>('[data-key]')]
    .filter(element => element.checkVisibility() && !element.matches(':disabled, [aria-disabled=true]'));
}

function act(element: HTMLElement): void {
  if (element.matches('input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea, select')) {
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
    return;
  }

  if (element.matches('input[type=radio]')) element.focus();
  element.click();
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing || isOwn(event)) return;

  const typing = isTyping(event.target);
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !/^(F\d+|Escape)$/.test(event.key);
  if (event.key === '?' && !typing) {
    event.preventDefault();
    return help();
  }

  for (const element of bound()) {
    if (typing && plain && !element.hasAttribute('data-key-always')) continue;
    if (!element.dataset['key']!.split(' ').some(chord => pressed(event, parse(chord)))) continue;

    event.preventDefault();
    return act(element);
  }
});

const shown: Record<string, string> = {
  arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓', enter: '⏎', escape: 'Esc', alt: 'Alt', ctrl: 'Ctrl', shift: '⇧',
};

function help(): void {
  const dialog = document.getElementById('keys-help');
  const list = dialog?.querySelector('dl');
  if (!(dialog instanceof HTMLDialogElement) || !list) return;

  const rows = bound().map(element => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    for (const chord of element.dataset['key']!.split(' '))
      for (const part of chord.split('+')) {
        const key = document.createElement('kbd');
        key.textContent = shown[part.toLowerCase()] ?? part.toUpperCase();
        term.append(key);
      }

    const what = document.createElement('dd');
    what.textContent = nameOf(element);
    row.append(term, what);
    return row;
  });
  list.replaceChildren(...rows);
  dialog.showModal();
}

function nameOf(element: HTMLElement): string {
  const label = element.dataset['keyLabel'] ?? element.ariaLabel ?? '';
  if (label) return label;

  const labels = (element as HTMLInputElement).labels;
  const copy = (labels?.[0] ?? element).cloneNode(true) as HTMLElement;
  for (const hint of copy.querySelectorAll('kbd, .visually-hidden-focusable')) hint.remove();
  return copy.textContent?.replace(/\s+/g, ' ').trim() || text('unnamed');
}

document.addEventListener('click', event => {
  if ((event.target as Element).closest('[data-keys-help]')) help();
});

// Menus are <details class="menu">: they open without a script; here they close on Escape, on a click outside and on a choice.
const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');

document.addEventListener('click', event => {
  const target = event.target as Element;
  for (const menu of openMenus())
    if (!menu.contains(target) || target.closest('.menu-list a, .menu-list button:not([aria-pressed])')) menu.open = false;
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;

  for (const menu of openMenus()) {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) menu.querySelector<HTMLElement>('summary')?.focus();
    event.stopImmediatePropagation();
  }
}, { capture: true });

document.addEventListener('focusout', event => {
  const menu = (event.target as Element).closest<HTMLDetailsElement>('details.menu[open]');
  const next = event.relatedTarget as Node | null;
  if (menu && next && !menu.contains(next)) menu.open = false;
});

export {};

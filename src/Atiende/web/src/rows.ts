// A search box and its list from the keyboard: the arrows go from the box (data-rows="id of the list") through the list's links and back.
const links = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('tbody a[href]')];

document.addEventListener('keydown', event => {
  if (!['ArrowDown', 'ArrowUp'].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!(event.target instanceof HTMLElement)) return;

  const box = document.querySelector<HTMLElement>('[data-rows]');
  const list = box && document.getElementById(box.dataset['rows'] ?? '');
  if (!box || !list) return;

  const rows = links(list);
  const at = rows.indexOf(event.target);
  if (event.target !== box && at < 0) return;

  const next = event.key === 'ArrowDown' ? rows[at + 1] : at > 0 ? rows[at - 1] : box;
  if (!next || (event.target === box && event.key === 'ArrowUp')) return;

  event.preventDefault();
  next.focus();
});

export {};

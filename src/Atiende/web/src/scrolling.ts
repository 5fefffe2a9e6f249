// A table wider than its place scrolls from the keyboard too: its box takes the focus while there is something to scroll.
function look(box: Element): void {
  if (box.scrollWidth > box.clientWidth) box.setAttribute('tabindex', '0');
  else box.removeAttribute('tabindex');
}

const sizes = new ResizeObserver(entries => entries.forEach(entry => look(entry.target)));

function watch(): void {
  document.querySelectorAll('.table-scroll').forEach(box => {
    sizes.observe(box);
    look(box);
  });
}

document.addEventListener('htmx:load', watch);
watch();

export {};

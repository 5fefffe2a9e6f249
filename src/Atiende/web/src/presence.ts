// A page that is left says so at once, instead of being missed a while later. The element names the address: data-presence.
function leave(root: ParentNode): void {
  const token = document.querySelector<HTMLMetaElement>('meta[name="antiforgery"]')?.content ?? '';
  for (const element of root.querySelectorAll<HTMLElement>('[data-presence]'))
    void fetch(element.dataset['presence']!, { method: 'DELETE', keepalive: true, headers: { RequestVerificationToken: token } }).catch(() => {});
}

window.addEventListener('pagehide', () => leave(document));
document.addEventListener('htmx:beforeSwap', event => {
  const { target } = (event as CustomEvent<{ target: Element }>).detail;
  if (target.matches('main, body')) leave(target);
});

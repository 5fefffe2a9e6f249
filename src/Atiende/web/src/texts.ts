// Words for what scripts say; the layout writes them, in the page's language, as data of <body>.

/** The text called <code>name</code>, such as "offline" for data-text-offline. */
export function text(name: string): string {
  return document.body.getAttribute(`data-text-${name}`) ?? '';
}

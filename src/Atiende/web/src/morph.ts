// hx-swap="morph": changes only what differs, so that focus, selection and scroll stay, and the field being typed in keeps its text.
import htmx from 'htmx.org';
import { Idiomorph } from 'idiomorph';

type Style = 'outerHTML' | 'innerHTML';

/** Makes a node like the given content, and gives the nodes that stand there now. */
export function morph(target: Element, content: HTMLCollection | string, style: Style): Node[] {
  return Idiomorph.morph(target, content as unknown as Element, { morphStyle: style, ignoreActiveValue: true }) as Node[];
}

function styleOf(swap: string): Style | undefined {
  if (swap === 'morph' || swap === 'morph:outerHTML') return 'outerHTML';
  return swap === 'morph:innerHTML' ? 'innerHTML' : undefined;
}

htmx.defineExtension('morph', {
  init: () => {},
  getSelectors: () => null,
  onEvent: () => true,
  transformResponse: content => content,
  isInlineSwap: swap => styleOf(swap) === 'outerHTML',
  handleSwap: (swap, target, fragment) => {
    const style = styleOf(swap);
    return style ? morph(target as Element, (fragment as unknown as Element).children, style) : false;
  },
  encodeParameters: () => null,
});

// A photograph that is zoomed, turned and moved: <section data-photo> with [data-photo-window] around [data-photo-image], and buttons
// with data-photo-do="in|out|turn|whole|up|down|left|right". Keys are the buttons' own (data-key).
interface View { zoom: number; turn: number }

const zooms = [1, 1.5, 2, 3, 4];
const step = 0.4; // Of the window, for each press.
const views = new WeakMap<HTMLImageElement, View>();

function show(image: HTMLImageElement, box: HTMLElement, view: View): void {
  views.set(image, view);
  const sideways = view.turn % 180 !== 0;
  const fit = Math.min(box.clientWidth / (sideways ? image.naturalHeight : image.naturalWidth), box.clientHeight / (sideways ? image.naturalWidth : image.naturalHeight));
  // The first zoom fills the window's width: a sheet is higher than a screen.
  const scale = view.zoom === 1 ? fit : box.clientWidth / (sideways ? image.naturalHeight : image.naturalWidth) * (view.zoom / zooms[1]!);
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  image.style.width = `${width}px`;
  image.style.height = `${height}px`;
  // Turned about its middle, then moved so that its upper left corner is at the window's again.
  const shift = sideways ? (height - width) / 2 : 0;
  image.style.transform = `translate(${shift}px, ${-shift}px) rotate(${view.turn}deg)`;
  image.style.marginBottom = sideways ? `${width - height}px` : '';
}

function act(section: Element, what: string): void {
  const box = section.querySelector<HTMLElement>('[data-photo-window]');
  const image = section.querySelector<HTMLImageElement>('[data-photo-image]');
  if (!box || !image) return;

  const view = views.get(image) ?? { zoom: 1, turn: 0 };
  const at = zooms.indexOf(view.zoom);
  if (what === 'in') show(image, box, { ...view, zoom: zooms[Math.min(zooms.length - 1, at + 1)]! });
  else if (what === 'out') show(image, box, { ...view, zoom: zooms[Math.max(0, at - 1)]! });
  else if (what === 'turn') show(image, box, { ...view, turn: (view.turn + 90) % 360 });
  else if (what === 'whole') show(image, box, { zoom: 1, turn: view.turn });
  else box.scrollBy({
    top: what === 'up' ? -box.clientHeight * step : what === 'down' ? box.clientHeight * step : 0,
    left: what === 'left' ? -box.clientWidth * step : what === 'right' ? box.clientWidth * step : 0,
  });
}

document.addEventListener('click', event => {
  const button = (event.target as Element).closest<HTMLElement>('[data-photo-do]');
  const section = button?.closest('[data-photo]');
  if (button && section) act(section, button.dataset['photoDo']!);
});

// It opens as wide as its window, which is as one reads a sheet.
function open(image: HTMLImageElement): void {
  const box = image.closest<HTMLElement>('[data-photo-window]');
  if (box && !views.has(image)) show(image, box, { zoom: zooms[1]!, turn: 0 });
}

document.addEventListener('htmx:load', event => {
  for (const image of (event as CustomEvent<{ elt: Element }>).detail.elt.querySelectorAll<HTMLImageElement>('[data-photo-image]')) {
    if (image.complete && image.naturalWidth > 0) open(image);
    else image.addEventListener('load', () => open(image), { once: true });
  }
});

export {};

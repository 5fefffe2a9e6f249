// <time data-ago> says how long ago it was, and goes on saying it right while the page is open.
const stepMs = 20_000;
const units: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1],
];

function refresh(): void {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto', style: 'short' });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ago]')) {
    const seconds = (Date.parse(time.dateTime) - Date.now()) / 1_000;
    const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
    const words = format.format(Math.trunc(seconds / size), unit);
    if (time.textContent !== words) time.textContent = words;
  }
}

setInterval(refresh, stepMs);

export {};

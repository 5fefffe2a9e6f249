// Bundles styles, scripts, fonts and the icons' sprite into ../wwwroot/dist.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import * as esbuild from 'esbuild';

const out = '../wwwroot/dist';

const options = {
  entryPoints: { app: 'src/app.ts', style: 'src/styles/style.css', print: 'src/styles/print.css', portal: 'src/styles/portal.css', 'portal-script': 'src/portal.ts', charts: 'src/charts.ts', send: 'src/styles/send.css', 'send-script': 'src/send.ts', 'send-worker': 'src/send-worker.ts' },
  outdir: out,
  bundle: true,
  format: 'esm',
  target: ['es2023', 'chrome125', 'firefox128', 'safari17.5'],
  minify: true,
  sourcemap: false,
  legalComments: 'linked',
  loader: { '.woff2': 'file' },
  assetNames: '[name]-[hash]',
  logLevel: 'warning',
};

/** One file with a <symbol> for each icon named in icons.txt; pages draw them with <use href="…#i-name">. */
async function sprite() {
  const names = (await readFile('icons.txt', 'utf8')).split('\n').map(line => line.trim()).filter(Boolean);
  const symbols = await Promise.all(names.map(async name => {
    const svg = await readFile(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8');
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s*\n\s*/g, '');
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${inner}</symbol>`;
  }));
  await writeFile(`${out}/icons.svg`,
    `<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT -->${symbols.join('')}</svg>\n`);
}

/** Beside each text its .br, which the server sends to whoever takes it: a tenth of the style's bytes. */
async function compress() {
  const texts = (await readdir(out)).filter(name => /\.(css|js|svg)$/.test(name));
  await Promise.all(texts.map(async name =>
    writeFile(`${out}/${name}.br`, await promisify(brotliCompress)(await readFile(`${out}/${name}`)))));
}

if (process.argv.includes('--watch')) {
  const context = await esbuild.context({ ...options, logLevel: 'info' });
  await sprite();
  await context.watch();
} else {
  await rm(out, { recursive: true, force: true });
  await esbuild.build(options);
  await sprite();
  await compress();
}

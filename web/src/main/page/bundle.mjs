// Bundles the page: hashed names, compressed beforehand, with the notices of what is bundled. Called by ./build.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [sources, output] = process.argv.slice(2);
const modules = process.env.PAGE_MODULES;
const require = createRequire(join(modules, 'any.js'));
const { build } = require('esbuild');

/** What is in the bundle, with its licence's file. */
const BUNDLED = [
  ['hls.js', 'LICENSE'],
  ['mpegts.js', 'LICENSE'],
  ['es6-promise', 'LICENSE'],
  ['events', 'LICENSE'],
];

/** The dark colours stand once, and hold by choice and by the system's. */
const darkBySystem = {
  name: 'dark-by-system',
  setup: ({ onLoad }) =>
    onLoad({ filter: /tokens\.css$/ }, ({ path }) => {
      const tokens = readFileSync(path, 'utf8');
      const [, dark] = /:root\[data-scheme="dark"\] (\{[^}]*\})/.exec(tokens);
      const media = `@media (prefers-color-scheme: dark) { :root:not([data-scheme="light"]) ${dark} }`;
      return { contents: `${tokens}\n${media}`, loader: 'css' };
    }),
};

rmSync(output, { recursive: true, force: true });
mkdirSync(join(output, 'assets'), { recursive: true });

const result = await build({
  absWorkingDir: sources,
  entryPoints: { page: 'src/main.ts', style: 'css/style.css' },
  outdir: join(output, 'assets'),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['chrome100', 'firefox100', 'safari15.4'],
  minify: true,
  legalComments: 'none',
  // The light one: no DRM, no alternative audio, no subtitles; the archive has none of them.
  alias: { 'hls.js': join(modules, 'hls.js/dist/hls.light.min.mjs') },
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  metafile: true,
  plugins: [darkBySystem],
  logLevel: 'warning',
});

const entry = (name) =>
  basename(
    Object.keys(result.metafile.outputs).find((file) => basename(file).startsWith(`${name}-`)),
  );
const icon = readFileSync(join(sources, 'icon.svg'));
const iconName = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase()}.svg`;
writeFileSync(join(output, 'assets', iconName), icon);
writeFileSync(join(output, 'assets', 'notice.txt'), notice());
writeFileSync(
  join(output, 'index.html'),
  readFileSync(join(sources, 'index.html'), 'utf8')
    .replaceAll('{script}', `/assets/${entry('page')}`)
    .replaceAll('{style}', `/assets/${entry('style')}`)
    .replaceAll('{icon}', `/assets/${iconName}`),
);

await build({
  absWorkingDir: sources,
  entryPoints: ['test/*.test.ts'],
  outdir: join(modules, '..', 'tests'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});

const names = readdirSync(join(output, 'assets')).sort();
await Promise.all(names.map(compress));
writeFileSync(join(output, 'files.txt'), names.map((name) => `${name}\n`).join(''));

async function compress(name) {
  const file = join(output, 'assets', name);
  const bytes = readFileSync(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, quality));
  writeFileSync(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

function notice() {
  const parts = BUNDLED.map(([name, licence]) => {
    const about = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    const text = readFileSync(join(modules, name, licence), 'utf8').trim();
    return `${name} ${about.version} (${about.license})\n\n${text}\n`;
  });
  return `The page of Aircheck holds these works of others.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

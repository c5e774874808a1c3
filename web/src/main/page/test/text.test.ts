import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Run in the sources' directory. By itself Node goes into folders only from 18.17 on. */
const files = (folder: string, ending: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return files(path, ending);
    return path.endsWith(ending) ? [path] : [];
  });

const read = (file: string): string => readFileSync(file, 'utf8');

const classes = new Set(
  files('css', '.css').flatMap((file) =>
    [...read(file).matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name),
  ),
);

/** What stands in quotes, is no class, and nothing is compared with; what is put into it counts as a number. */
const quoted = (source: string): string[] =>
  source
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/([!=]==|class:) '[^']*'/g, '')
    .replace(/\$\{[^{}]*\}/g, '0')
    .split('\n')
    .filter((line) => !/^(import|export) .* from /.test(line))
    .flatMap((line) => [...line.matchAll(/'([^']*)'|`([^`]*)`/g)].map((m) => m[1] ?? m[2] ?? ''));

/** Two words side by side, a number and a word; or one that begins like a sentence. */
const isProse = (words: string): boolean => {
  if (/^[A-Z][a-z]+$/.test(words)) return true;
  const all = words.split(' ');
  const said = all.map((word) => /^[(“]?[A-Za-z’/]+[.…!?)”]?$/.test(word) && !classes.has(word));
  const plain = all.map((word, i) => said[i] || word === '0' || classes.has(word));
  return said.some((is, i) => is && (plain[i - 1] || plain[i + 1]));
};

test('what people read stands in text.ts, and so does the language that days are written in', () => {
  const found = files('src', '.ts')
    .filter((file) => file !== 'src/text.ts' && file !== 'src/icons.ts')
    .flatMap((file) =>
      quoted(read(file))
        .filter((words) => isProse(words) || /^en(-[A-Z]+)?$/.test(words))
        .map((words) => `${file}: ${words}`),
    );
  assert.deepEqual(found, []);
});

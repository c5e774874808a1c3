import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneAtATime } from '../src/parts/turns';

test('one runs, and one waits for all who called meanwhile', async () => {
  const begun: (() => void)[] = [];
  const load = oneAtATime(() => new Promise((done) => begun.push(done)));
  const first = load();
  const others = [load(), load(), load()];
  assert.equal(begun.length, 1);
  begun[0]?.();
  await first;
  await Promise.resolve();
  assert.equal(begun.length, 2);
  begun[1]?.();
  await Promise.all(others);
  assert.equal(begun.length, 2);
  void load();
  assert.equal(begun.length, 3);
});

test('one that fails does not hold up the next', async () => {
  let runs = 0;
  const load = oneAtATime(() => {
    runs++;
    return runs === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
  });
  const first = load();
  const second = load();
  await assert.rejects(first);
  await second;
  assert.equal(runs, 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lossAround } from '../src/player/losses';

/** Pieces of five seconds each; a cross is one that nobody has. */
const listed = (words: string) =>
  [...words].map((mark, i) => ({
    start: i * 5,
    end: i * 5 + 5,
    tagList: mark === 'x' ? [['INF', '5'], ['GAP']] : [['INF', '5']],
  }));

test('what is lost goes from what is there before to what is there after', () => {
  assert.equal(lossAround(listed('ooxxo'), 7), null);
  assert.deepEqual(lossAround(listed('ooxxo'), 10), { start: 10, end: 20, last: false });
  assert.deepEqual(lossAround(listed('ooxxo'), 19.9), { start: 10, end: 20, last: false });
  assert.equal(lossAround(listed('ooxxo'), 20), null);
  assert.deepEqual(lossAround(listed('xoo'), 0), { start: 0, end: 5, last: false });
  assert.deepEqual(lossAround(listed('ooxx'), 12), { start: 10, end: 20, last: true });
  assert.equal(lossAround(listed('ooxx'), 20), null);
  assert.equal(lossAround([], 0), null);
});

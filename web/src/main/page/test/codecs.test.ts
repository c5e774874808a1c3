import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFlv } from '../src/player/codecs';

const of = (video: string | null, audio: string | null) => ({
  video,
  audio,
  width: null,
  height: null,
});

test('HTTP-FLV is for what it brings whole', () => {
  assert.ok(inFlv(null));
  assert.ok(inFlv(of('avc1.64001f', 'mp4a.40.2')));
  assert.ok(inFlv(of('hvc1.1.6.L93.B0', 'mp4a.40.34')));
  assert.ok(inFlv(of('av01.0.04M.08', 'opus')));
  assert.ok(inFlv(of(null, 'opus')));
  assert.ok(!inFlv(of('vp09.00.10.08', 'opus')));
  assert.ok(!inFlv(of('avc1.64001f', 'fLaC')));
  assert.ok(!inFlv(of('avc1.64001f', 'ac-3')));
  assert.ok(!inFlv(of('avc1.64001f', 'ec-3')));
});

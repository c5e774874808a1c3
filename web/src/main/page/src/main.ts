import { replace } from './dom';
import { type Route, Router } from './router';
import { frame } from './shell/frame';
import { restoreScheme } from './shell/scheme';
import { channel } from './views/channel';
import { home } from './views/home';
import { missing } from './views/missing';
import { shows } from './views/shows';
import { signIn } from './views/signin';
import { status } from './views/status';
import { watch } from './views/watch';

const routes: Route[] = [
  { path: /^\/$/, view: home },
  { path: /^\/channel\/([^/]+)\/([^/]+)$/, view: channel },
  { path: /^\/watch\/([^/]+)$/, view: watch },
  { path: /^\/shows$/, view: shows },
  { path: /^\/status$/, view: status },
  { path: /^\/signin$/, view: (scope) => signIn(scope, (address) => router.go(address)) },
];

restoreScheme();
const around = frame(
  (address) => router.go(address),
  () => router.again(),
);
const router = new Router(routes, missing, around.place, around.at);
replace(document.getElementById('page') ?? document.body, around.node);
router.start();

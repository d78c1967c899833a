// The console's beginning: words, then the session, then the shell.
import { createApp } from '../lib/vue.js';
import { loadWords } from './i18n.js';
import { resume } from './session.js';
import { Shell } from './shell.js';
import { listenForKeys } from './keys.js';
import { watchIdleness } from './idle.js';
import { applyTheme } from './theme.js';

applyTheme();
listenForKeys();
await loadWords();
createApp(Shell).mount('#app');
watchIdleness();
await resume();

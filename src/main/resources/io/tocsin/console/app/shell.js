// The frame of every page: who is here, where one can go, whether the gateway answers.
import { computed, defineAsyncComponent, h, ref } from '../lib/vue.js';
import { state } from './state.js';
import { t } from './i18n.js';
import { pages, pageOf } from './pages.js';
import { route, go } from './router.js';
import { useKeys } from './keys.js';
import { setWall } from './theme.js';
import { Toasts } from './toast.js';
import { Bar } from './bar.js';
import { Help } from './help.js';
import { Palette } from './palette.js';
import { StopBar } from './stop.js';
import { LogIn, NewPassword, Unlock } from './door.js';

const loaded = new Map();

function component(page) {
  if (!loaded.has(page.id)) {
    loaded.set(page.id, defineAsyncComponent({
      loader: () => page.load().then(module => module.default),
      errorComponent: () => h('main', { class: 'page' }, h('p', { class: 'empty' }, t('net.noPage')))
    }));
  }
  return loaded.get(page.id);
}

const Inside = {
  setup() {
    const help = ref(false);
    const palette = ref(false);
    const page = computed(() => pageOf(route.page));
    useKeys(() => ({
      'Ctrl+KeyK': { label: t('key.palette'), typing: true, run: () => { palette.value = !palette.value; } },
      'Shift+Slash': { label: t('key.help'), run: () => { help.value = !help.value; } },
      ...(help.value && { Escape: { typing: true, run: () => { help.value = false; } } }),
      ...(state.wall && !help.value && { Escape: { run: () => setWall(false) } })
    }));
    return () => [
      h(StopBar),
      !state.wall && h(Bar, {
        pages: pages(), current: page.value && page.value.id, onGo: go,
        onPalette: () => { palette.value = true; }, onHelp: () => { help.value = !help.value; }
      }),
      page.value ? h(component(page.value), { key: page.value.id })
        : h('main', { class: 'page' }, h('p', { class: 'empty' }, t('app.noPages'))),
      help.value && h(Help, { onClose: () => { help.value = false; } }),
      palette.value && h(Palette, { onClose: () => { palette.value = false; } })
    ];
  }
};

export const Shell = {
  setup() {
    // A locked page stays as it is under the lock, with all that was typed; it is only not shown.
    return () => {
      const inside = state.session && (['in', 'locked'].includes(state.phase) || state.session.state === 'open');
      return [
        inside && h('div', { class: 'inside', key: state.session.user, inert: state.phase !== 'in' || undefined,
          hidden: state.phase !== 'in' || undefined }, h(Inside)),
        state.phase === 'out' && h(LogIn),
        state.phase === 'password' && h(NewPassword),
        state.phase === 'locked' && h(Unlock),
        state.phase === 'starting' && !state.online && h('p', { class: 'empty', role: 'status' }, t('net.waiting')),
        h(Toasts)
      ];
    };
  }
};

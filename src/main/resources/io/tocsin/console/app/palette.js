// Everything that can be done now, found by typing: pages, keys of the page, the shell's own.
import { computed, h, nextTick, onMounted, ref } from '../lib/vue.js';
import { setLanguage, t } from './i18n.js';
import { knownKeys, useKeys } from './keys.js';
import { warningOf } from './ids.js';
import { pages } from './pages.js';
import { go } from './router.js';
import { state } from './state.js';
import { nextTheme, setWall } from './theme.js';
import { lock, logOut } from './session.js';

function commands() {
  return [
    ...knownKeys().filter(bound => bound.label !== t('key.palette')).map(bound => ({ text: bound.label, key: bound.key, run: bound.run })),
    ...pages().map(page => ({ text: t('palette.go', { page: t('page.' + page.id) }), run: () => go(page.id) })),
    { text: t('palette.theme'), run: nextTheme },
    { text: t('app.wall'), run: () => setWall(true) },
    { text: t('palette.language'), run: () => setLanguage(state.lang === 'zh' ? 'en' : 'zh') },
    { text: t('who.password'), run: () => { state.phase = 'password'; } },
    { text: t('who.lock'), run: lock },
    { text: t('who.out'), run: logOut }
  ];
}

export const Palette = {
  emits: ['close'],
  setup(props, { emit }) {
    const typed = ref('');
    const at = ref(0);
    const input = ref(null);
    const before = document.activeElement;
    const all = commands();
    const found = computed(() => {
      const warning = pages().some(page => page.id === 'batches') && warningOf(typed.value);
      if (warning) {
        return [{ text: t('palette.warning', { id: warning }), run: () => go('batches', warning) }];
      }
      const words = typed.value.toLowerCase().split(/\s+/).filter(Boolean);
      return all.filter(each => words.every(part => (each.text + ' ' + (each.key || '')).toLowerCase().includes(part)));
    });
    const close = () => {
      emit('close');
      nextTick(() => before && before.focus && before.focus());
    };
    const run = command => {
      if (command) {
        emit('close');
        nextTick(command.run);
      }
    };
    const move = by => { at.value = Math.max(0, Math.min(found.value.length - 1, at.value + by)); };
    useKeys(() => ({
      Escape: { typing: true, run: close },
      'Ctrl+KeyK': { typing: true, run: close },
      ArrowDown: { typing: true, repeat: true, run: () => move(1) },
      ArrowUp: { typing: true, repeat: true, run: () => move(-1) },
      Enter: { typing: true, run: () => run(found.value[at.value]) }
    }), true);
    onMounted(() => input.value.focus());
    return () => h('div', { class: 'veil', onPointerdown: e => e.target === e.currentTarget && close() },
      h('div', { class: 'palette', role: 'dialog', 'aria-modal': 'true', 'aria-label': t('key.palette') }, [
        h('input', {
          ref: input, value: typed.value, placeholder: t('palette.hint'), role: 'combobox', 'aria-expanded': 'true',
          'aria-controls': 'palette', 'aria-label': t('palette.hint'), 'aria-activedescendant': 'p' + at.value,
          onInput: e => { typed.value = e.target.value; at.value = 0; }
        }),
        h('ul', { id: 'palette', role: 'listbox', 'aria-label': t('key.palette') }, found.value.map((each, i) => h('li', {
          id: 'p' + i, key: each.text, role: 'option', 'aria-selected': i === at.value, class: i === at.value ? 'here' : '',
          onClick: () => run(each)
        }, [h('span', each.text), each.key && h('kbd', each.key)])))
      ]));
  }
};

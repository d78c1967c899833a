// The bar at the top. The place for the network's state is always there, so that nothing moves.
import { h, ref } from '../lib/vue.js';
import { state } from './state.js';
import { setLanguage, t, word } from './i18n.js';
import { nextTheme, setWall } from './theme.js';
import { lock, logOut } from './session.js';
import { Key } from './parts.js';

function network() {
  const text = state.online
    ? (state.waiting ? t('net.sending', { n: state.waiting }) : t('net.online'))
    : (state.waiting ? t('net.offlineWaiting', { n: state.waiting }) : t('net.offline'));
  return h('span', { class: ['net', state.online ? 'on' : 'off'], role: 'status' }, [h('i', { 'aria-hidden': 'true' }), text]);
}

const Who = {
  emits: ['password'],
  setup() {
    const open = ref(false);
    return () => h('div', { class: 'who', onFocusout: e => { open.value = e.currentTarget.contains(e.relatedTarget); } }, [
      h('button', { 'aria-expanded': open.value, 'aria-haspopup': 'true', onClick: () => { open.value = !open.value; } },
        state.session.display),
      open.value && h('div', { class: 'menu' }, [
        h('p', [h('b', state.session.user), ' · ', state.session.roles.map(role => word('role', role)).join(t('app.and'))]),
        h('p', { class: 'dim' }, state.session.unit),
        h('button', { onClick: () => { state.phase = 'password'; } }, t('who.password')),
        h('button', { onClick: lock }, t('who.lock')),
        h('button', { onClick: logOut }, t('who.out'))
      ])
    ]);
  }
};

export const Bar = (props, { emit }) => h('header', { class: 'bar' }, [
  h('span', { class: 'brand' }, t('app.title')),
  h('nav', { 'aria-label': t('app.pages') }, props.pages.map(page => h('a', {
    href: '#/' + page.id, class: page.id === props.current ? 'here' : '', 'aria-current': page.id === props.current ? 'page' : undefined
  }, t('page.' + page.id)))),
  network(),
  h('button', { class: 'find', onClick: () => emit('palette') }, [t('key.palette'), h(Key, { code: 'Ctrl+KeyK' })]),
  h('button', { onClick: () => emit('help') }, [t('key.help'), h(Key, { code: 'Shift+Slash' })]),
  h('button', { onClick: () => setWall(true) }, t('app.wall')),
  h('button', { onClick: nextTheme }, t('theme.' + state.theme)),
  h('button', { lang: state.lang === 'zh' ? 'en' : 'zh-CN', onClick: () => setLanguage(state.lang === 'zh' ? 'en' : 'zh') },
    state.lang === 'zh' ? 'English' : '中文'),
  h(Who)
]);
Bar.props = ['pages', 'current'];
Bar.emits = ['palette', 'help', 'go'];

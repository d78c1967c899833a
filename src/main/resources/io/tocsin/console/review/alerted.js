// A case whose clock ran so far over that the supervisor was called: a mark that says which clock.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';

export const alerted = item => (item.alerted && item.alerted.length && item.state !== 'done'
  ? h('span', { class: 'badge tag bad alerted', title: t('case.alertedFor', { clocks: item.alerted.map(each => word('clock', each)).join(t('app.and')) }) }, t('case.alerted')) : null);

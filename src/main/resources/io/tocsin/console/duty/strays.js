// What people wrote back who were not warned lately; nobody else gets to see it.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { Tag } from '../app/parts.js';
import { clock } from '../app/time.js';

const line = each => h('tr', { key: each.id }, [h('td', { class: 'num' }, clock(each.at)), h('td', { class: 'num' }, each.phone || '–'), h('td', each.carrier),
  h('td', { class: 'wide' }, [each.text, each.optOut && h(Tag, { tone: 'warn' }, () => t('strays.optOut')), each.incomplete && h(Tag, { tone: 'plain' }, () => t('strays.incomplete'))])]);

export const Strays = ({ replies }) => replies && replies.items.length ? h('section', { class: 'card' }, [h('h2', t('strays.title')), h('table', [
  h('thead', h('tr', ['at', 'phone', 'carrier', 'text'].map(each => h('th', t('strays.' + each))))), h('tbody', replies.items.map(line))])]) : null;
Strays.props = ['replies'];

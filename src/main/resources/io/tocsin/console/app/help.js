// The keys that do something here and now.
import { h } from '../lib/vue.js';
import { t } from './i18n.js';
import { knownKeys } from './keys.js';

export const Help = (props, { emit }) => h('aside', { class: 'help', 'aria-label': t('key.help') }, [
  h('header', [h('h2', t('help.title')), h('button', { onClick: () => emit('close') }, t('act.close'))]),
  h('dl', knownKeys().flatMap(bound => [h('dt', h('kbd', bound.key)), h('dd', bound.label)])),
  h('p', { class: 'dim' }, t('help.typing'))
]);
Help.emits = ['close'];

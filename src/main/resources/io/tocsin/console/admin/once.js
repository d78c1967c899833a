// What is told once: a password with its second factor, or an API key.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';

const secret = text => (/[?&]secret=([A-Z2-7]+)/i.exec(text || '') || ['', ''])[1].replace(/(.{4})/g, '$1 ').trim();

export const Once = ({ made }, { emit }) => h('section', { class: 'card once stack', role: 'status' }, [
  h('h2', t('once.title', { name: made.name || made.client })),
  made.password && h('dl', [h('dt', t('once.password')), h('dd', h('code', made.password))]),
  made.enrolment && h('dl', [h('dt', t('once.secret')), h('dd', h('code', secret(made.enrolment))), h('dt', t('once.address')), h('dd', h('code', made.enrolment))]),
  made.key && [h('dl', [h('dt', t('once.key')), h('dd', h('code', made.key))]), h('p', t('once.keyWaits'))],
  made.password && h('p', t('once.factorWaits')),
  h('p', { class: 'dim' }, t('once.hint')), h('div', h('button', { onClick: () => emit('close') }, t('once.close')))
]);
Once.props = ['made'];
Once.emits = ['close'];

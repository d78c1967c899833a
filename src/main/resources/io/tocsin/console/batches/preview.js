// The first rows of a list, and what each of its columns means.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';

const MEANINGS = ['', 'ref', 'phone', 'grade', 'fraudType', 'name', 'unit', 'playbook', 'notBefore', 'expiresAt', '='];
const SHOWN = 8;

export const Preview = (props, { emit }) => h('div', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('upload.preview') }, h('table', [
  h('thead', [h('tr', props.table.header.map((title, i) => h('th', { key: i }, [h('div', title || '–'), h('select', {
    'aria-label': t('upload.means', { column: title || i + 1 }), value: props.meaning[i], onChange: e => emit('change', i, e.target.value)
  }, MEANINGS.map(m => h('option', { value: m, selected: props.meaning[i] === m, disabled: m !== '' && m !== '=' && props.meaning[i] !== m && props.meaning.includes(m) },
    t('upload.as.' + (m === '=' ? 'variable' : m || 'nothing')))))])))]),
  h('tbody', props.table.rows.slice(0, SHOWN).map((row, n) => h('tr', { key: n }, props.table.header.map((_, i) =>
    h('td', { class: props.meaning[i] ? '' : 'dim' }, row[i])))))
]));
Preview.props = ['table', 'meaning'];
Preview.emits = ['change'];

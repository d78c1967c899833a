// What is chosen above a board: variables, the range of time, how often it is looked at again.
import { h, reactive, ref } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { PRESETS, REFRESHES } from './range.js';
import { ALL } from './variables.js';

const rangeWord = text => {
  const found = /^(\d+)([smhd])$/.exec(text);
  return found ? t('monitor.last', { n: found[1], unit: t('monitor.unit.' + found[2]) }) : text;
};

/** One of several values of a variable, or several: a button that opens a list. */
const Pick = {
  props: ['variable', 'options', 'picked'],
  emits: ['pick'],
  setup(props, { emit }) {
    const open = ref(false);
    const all = () => !props.picked.length || props.picked.includes(ALL);
    function turn(value) {
      if (!props.variable.multi) {
        open.value = false;
        emit('pick', [value]);
        return;
      }
      const now = all() ? [] : props.picked;
      emit('pick', value === ALL ? [] : now.includes(value) ? now.filter(each => each !== value) : [...now, value]);
    }
    const line = (value, text, on) => h('label', { key: value }, [h('input', { type: props.variable.multi ? 'checkbox' : 'radio',
      name: props.variable.name, checked: on, onChange: () => turn(value) }), text]);
    return () => {
      const { variable, options, picked } = props;
      const label = variable.label || variable.name;
      const now = all() && variable.includeAll ? t('monitor.all') : picked.length ? picked.join(', ') : options[0] || '–';
      return h('div', { class: 'pick', onFocusout: e => { open.value = e.currentTarget.contains(e.relatedTarget); } }, [
        h('button', { 'aria-expanded': open.value, 'aria-haspopup': 'true', onClick: () => { open.value = !open.value; } }, [h('span', { class: 'dim' }, label), ' ',
          h('b', now), ' ▾']),
        open.value && h('div', { class: 'menu picks', tabindex: '-1', role: 'group', 'aria-label': label }, [
          variable.includeAll && line(ALL, t('monitor.all'), all()),
          ...options.map(value => line(value, value, !all() && picked.includes(value)))])
      ]);
    };
  }
};

/** Two moments in place of one of the ranges that there are. */
const Between = {
  emits: ['range', 'close'],
  setup(props, { emit }) {
    const form = reactive({ from: '', to: '' });
    const field = name => h('label', [t('monitor.' + name), h('input', { type: 'datetime-local', required: true, value: form[name],
      onInput: e => { form[name] = e.target.value; } })]);
    return () => h('form', { class: 'menu between', onSubmit: e => {
      e.preventDefault();
      const [from, to] = [form.from, form.to].map(text => String(new Date(text).getTime()));
      if (Number(from) < Number(to)) {
        emit('range', { from, to });
      }
    } }, [field('from'), field('to'), h('div', { class: 'row' }, [h('button', { class: 'primary' }, t('monitor.apply')),
      h('button', { type: 'button', onClick: () => emit('close') }, t('act.back'))])]);
  }
};

export const Controls = {
  props: ['variables', 'options', 'picked', 'range', 'refresh'],
  emits: ['pick', 'range', 'refresh', 'again'],
  setup(props, { emit }) {
    const between = ref(false);
    const choose = (name, label, value, all, told) => h('label', { class: 'choose' }, [h('span', { class: 'dim' }, label), h('select', { 'aria-label': label, value, onChange: e => told(e.target.value) },
      all.map(([each, text]) => h('option', { value: each, selected: each === value, key: each }, text)))]);
    return () => {
      const last = props.range.to === 'now' ? props.range.from.replace('now-', '') : 'between';
      const known = PRESETS.includes(last) || last === 'between' ? PRESETS : [...PRESETS, last];
      return h('div', { class: 'controls' }, [
        // What has one value leaves no choice.
        props.variables.filter(variable => (props.options[variable.name] || []).length > 1 || (props.picked[variable.name] || []).length).map(variable => h(Pick, { key: variable.name, variable, options: props.options[variable.name] || [], picked: props.picked[variable.name] || [],
          onPick: values => emit('pick', variable.name, values) })),
        h('div', { class: 'pick' }, [choose('range', t('monitor.range'), last, [...known.map(each => [each, rangeWord(each)]), ['between', t('monitor.between')]], value => {
          between.value = value === 'between';
          if (!between.value) {
            emit('range', { from: 'now-' + value, to: 'now' });
          }
        }), between.value && h(Between, { onRange: range => { between.value = false; emit('range', range); }, onClose: () => { between.value = false; } })]),
        choose('refresh', t('monitor.refresh'), String(props.refresh), REFRESHES.map(n => [String(n), n ? t('monitor.each', { n: n < 60 ? n : n / 60, unit: t('monitor.unit.' + (n < 60 ? 's' : 'm')) })
          : t('monitor.never')]), value => emit('refresh', Number(value))),
        h('button', { onClick: () => emit('again') }, t('act.refresh'))
      ]);
    };
  }
};

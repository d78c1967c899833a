// The boards that Grafana shows too, on the figures of the configured Prometheus.
import { computed, h, onMounted, onUnmounted, reactive, ref, shallowRef, watch } from '../lib/vue.js';
import { get, seg } from '../app/api.js';
import { t } from '../app/i18n.js';
import { route } from '../app/router.js';
import { remember, remembered, state } from '../app/state.js';
import { sayProblem } from '../app/toast.js';
import { lag } from './ask.js';
import { Controls } from './controls.js';
import { Grid } from './grid.js';
import { address, parse } from './links.js';
import { resolve, seconds } from './range.js';
import { choices, chosen, standing } from './variables.js';

export default {
  setup() {
    const list = shallowRef(null);
    const board = shallowRef(null);
    const options = reactive({});
    const view = shallowRef(null);
    const tick = ref(0);
    const refresh = ref(Number(remembered('refresh', '30')));
    const trouble = ref('');
    let behind = null;
    let timer = 0;
    let turn = 0;

    const asked = computed(() => parse(route.arg));
    const uid = computed(() => asked.value.uid || (list.value && list.value.items[0] && list.value.items[0].uid) || '');
    const range = computed(() => {
      const { from, to } = asked.value.values;
      const usual = (board.value && board.value.time) || { from: 'now-3h', to: 'now' };
      return { from: from ? from[0] : usual.from, to: to ? to[0] : usual.to };
    });
    const variables = computed(() => (board.value ? chosen(board.value) : []));
    const picked = computed(() => Object.fromEntries(variables.value.map(each => [each.name, asked.value.values['var-' + each.name] || []])));

    function go(change) {
      const values = Object.fromEntries(Object.entries({ ...asked.value.values, ...change }).filter(([, all]) => all && all.length));
      location.hash = address(uid.value, values);
    }

    /** Looks again: the clock, what the variables can be, then every panel by itself. */
    async function look() {
      turn += 1;
      const mine = turn;
      if (!board.value || !list.value.configured) {
        return;
      }
      try {
        behind = behind === null ? await lag() : behind;
        const now = resolve(range.value, Date.now() / 1000 + behind);
        const known = {};
        for (const variable of variables.value) {
          const found = await choices(variable, known, now);
          options[variable.name] = found;
          known[variable.name] = standing(variable, picked.value[variable.name], found);
        }
        if (mine === turn) {
          trouble.value = '';
          view.value = { range: now, variables: known, picked: picked.value, asked: asked.value.values };
          tick.value += 1;
        }
      } catch (problem) {
        trouble.value = problem.code === 'monitoring-silent' || problem.silent ? t('monitor.silent') : problem.message;
      }
    }
    async function load() {
      if (!uid.value || (board.value && board.value.uid === uid.value)) {
        return;
      }
      try {
        view.value = null;
        board.value = await get('/v1/monitoring/dashboards/' + seg(uid.value), { background: true });
        await look();
      } catch (problem) {
        sayProblem(problem);
      }
    }
    function again() {
      clearTimeout(timer);
      if (refresh.value) {
        timer = setTimeout(async () => {
          if (state.phase === 'in' && !document.hidden) {
            await look();
          }
          again();
        }, refresh.value * 1000);
      }
    }
    onMounted(async () => {
      try {
        list.value = await get('/v1/monitoring/dashboards', { background: true });
        await load();
        again();
      } catch (problem) {
        sayProblem(problem);
      }
    });
    onUnmounted(() => clearTimeout(timer));
    watch(() => route.arg, async () => {
      if (board.value && board.value.uid === uid.value) {
        await look();
      } else {
        await load();
      }
    });

    const tab = each => {
      const keep = Object.fromEntries(Object.entries(asked.value.values).filter(([name]) => name === 'from' || name === 'to'));
      return h('a', { key: each.uid, href: address(each.uid, keep), title: each.description, class: each.uid === uid.value ? 'here' : '',
        'aria-current': each.uid === uid.value ? 'page' : undefined }, each.title.replace(/^Tocsin\s+/, ''));
    };
    return () => h('main', { class: 'page monitor' }, [
      h('div', { class: 'boardbar' }, [
        h('nav', { 'aria-label': t('monitor.boards') }, list.value ? list.value.items.map(tab) : []),
        board.value && h(Controls, { variables: variables.value, options, picked: picked.value, range: range.value, refresh: refresh.value,
          onPick: (name, values) => go({ ['var-' + name]: values }), onRange: to => go({ from: [to.from], to: [to.to] }), onAgain: look,
          onRefresh: n => { refresh.value = n; remember('refresh', String(n)); again(); } })
      ]),
      list.value && !list.value.configured && h('p', { class: 'card notice' }, t('monitor.off')),
      trouble.value && h('p', { class: 'card notice', role: 'alert' }, trouble.value),
      board.value && view.value && h(Grid, { board: board.value, view: view.value, tick: tick.value, key: board.value.uid })
    ]);
  }
};

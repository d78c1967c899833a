// The brake: one person stops all sending, two let it go on.
import { h, ref } from '../lib/vue.js';
import { post } from '../app/api.js';
import { state } from '../app/state.js';
import { t } from '../app/i18n.js';
import { againStop } from '../app/stop.js';
import { say, sayProblem } from '../app/toast.js';

export const Brake = {
  setup() {
    const reason = ref('');

    async function act(path, said, more) {
      try {
        const stop = await post(path, { reason: reason.value, ...more });
        reason.value = '';
        say(t(said(stop)));
      } catch (problem) {
        sayProblem(problem);
      }
      againStop();
    }

    const stop = () => act('/v1/stop', () => 'stop.did');
    // What the page shows is what this person confirms; if that has changed meanwhile, nothing is released.
    const release = shown => act('/v1/stop/release', now => now.stopped ? 'stop.didAsk' : 'stop.didRelease',
      shown ? { confirms: shown.id } : {});

    return () => {
      const now = state.stop;
      const on = now && now.stopped;
      const own = on && now.release && now.release.by === state.session.user;
      const empty = !reason.value.trim();
      return h('form', { class: ['card', 'row', 'brake', on && 'on'], onSubmit: e => { e.preventDefault(); on ? release(now.release) : stop(); } }, [
        h('h2', t('stop.title')),
        h('p', { class: 'dim' }, t('stop.hint')),
        h('span', { class: 'grow' }),
        h('input', { 'aria-label': t('stop.reason'), placeholder: t('stop.reason'), maxlength: 200, value: reason.value,
          onInput: e => { reason.value = e.target.value; } }),
        !on && h('button', { class: 'danger', disabled: empty || !now }, t('stop.act')),
        on && h('button', { class: 'primary', disabled: empty || own, title: own ? t('stop.own') : undefined },
          t(now.release ? own ? 'stop.own' : 'stop.confirm' : 'stop.ask')),
        on && now.release && h('button', { type: 'button', class: 'danger', disabled: empty, onClick: stop }, t('stop.keep'))
      ]);
    };
  }
};

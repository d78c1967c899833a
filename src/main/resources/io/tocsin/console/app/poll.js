// Asks again and again while a page is shown, and neither in a hidden tab nor behind the lock.
import { onMounted, onUnmounted, ref } from '../lib/vue.js';
import { get } from './api.js';
import { state } from './state.js';
import { sayProblem } from './toast.js';

/**
 * @param path a function that says what to ask for; nothing when it says nothing
 * @param options of the call; `quiet` when the page itself shows what was refused
 * @returns {value, missing, refused, again}: the latest answer, whether there is nothing there, the problem
 *   if there was no answer, and a function that asks at once
 */
export function usePoll(path, millis, options) {
  const value = ref(null);
  const missing = ref(false);
  const refused = ref(null);
  let timer = 0;
  let over = false;
  let told = false;

  async function ask() {
    const wanted = path();
    if (wanted && state.phase === 'in' && !document.hidden) {
      try {
        const answer = await get(wanted, { background: true, ...options });
        if (wanted === path()) {
          value.value = answer;
          missing.value = false;
          refused.value = null;
        }
        told = false;
      } catch (problem) {
        missing.value = problem.status === 404;
        refused.value = problem;
        if (!(options && options.quiet) && !told && !problem.silent && !missing.value) {
          told = true;
          sayProblem(problem);
        }
      }
    }
  }

  async function loop() {
    await ask();
    if (!over) {
      timer = setTimeout(loop, millis);
    }
  }

  onMounted(loop);
  onUnmounted(() => { over = true; clearTimeout(timer); });
  return { value, missing, refused, again: ask };
}

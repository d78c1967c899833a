// Which page is shown: the part of the address behind #/. No number and no name ever stands there.
import { reactive } from '../lib/vue.js';

export const route = reactive({ page: '', arg: '' });

function read() {
  const [page = '', arg = ''] = location.hash.replace(/^#\/?/, '').split('/');
  route.page = page;
  route.arg = decodeURIComponent(arg);
}

export function go(page, arg = '') {
  location.hash = '#/' + page + (arg ? '/' + encodeURIComponent(arg) : '');
}

addEventListener('hashchange', read);
read();

/** Search in the page: items that hold all the words stay, others and empty sections are hidden. */
export const manualScript = `
(() => {
  const field = document.getElementById('cari');
  const status = document.querySelector('[data-found]');
  const items = [...document.querySelectorAll('main .item')];
  const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\\p{M}/gu, '');
  const texts = new Map(items.map((item) => [item, plain(item.id + ' ' + item.textContent)]));
  field.addEventListener('input', () => {
    const words = plain(field.value).split(/\\s+/).filter(Boolean);
    const shown = new Set(items.filter((item) => words.every((word) => texts.get(item).includes(word))));
    for (const item of items) item.hidden = !shown.has(item);
    for (const part of document.querySelectorAll('main .part'))
      part.hidden = words.length > 0 && ![...part.querySelectorAll('.item')].some((item) => shown.has(item));
    for (const entry of document.querySelectorAll('nav li.entry')) {
      const item = document.getElementById(decodeURIComponent(entry.firstElementChild.hash.slice(1)));
      entry.hidden = !shown.has(item);
    }
    document.body.classList.toggle('searching', words.length > 0);
    status.textContent = words.length > 0 ? shown.size + ' ' + status.dataset.found : '';
  });
})();
`

// Before the first paint, so that a dark screen never flashes white. The same rule is in session/theme.ts.
const chosen = localStorage.getItem('mutakhir.theme')
const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.dataset.theme = dark ? 'dark' : 'light'

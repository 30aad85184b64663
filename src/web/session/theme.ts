import { computed, ref } from 'vue'

export type Theme = 'light' | 'dark' | 'system'

const storageKey = 'mutakhir.theme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const theme = ref<Theme>(storedTheme())
const systemDark = ref(prefersDark.matches)

prefersDark.addEventListener('change', (event) => {
  systemDark.value = event.matches
  paint()
})

export function useTheme() {
  return { theme: computed(() => theme.value), isDark, setTheme }
}

const isDark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemDark.value))

function setTheme(next: Theme) {
  theme.value = next
  localStorage.setItem(storageKey, next)
  paint()
}

function paint() {
  document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light'
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(storageKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

import { ref } from 'vue'

export type Toast = { readonly key: number; readonly text: string }

const shown = ref<readonly Toast[]>([])
let lastKey = 0

/** Says that something was done; refusals stay where they happened and are no toasts. */
export function toast(text: string) {
  lastKey += 1
  const key = lastKey
  shown.value = [...shown.value, { key, text }]
  setTimeout(() => dismiss(key), 6000)
}

export function useToasts() {
  return { shown, dismiss }
}

function dismiss(key: number) {
  shown.value = shown.value.filter((candidate) => candidate.key !== key)
}

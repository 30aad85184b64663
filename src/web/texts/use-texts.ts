import { computed } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import type { Language, Message } from '../../kernel/index.ts'
import { type TextKey, texts } from './texts.ts'

const storageKey = 'mutakhir.language'

export const i18n = createI18n({
  legacy: false,
  locale: storedLanguage(),
  fallbackLocale: 'id',
  messages: { ...texts },
})

type Params = Readonly<Record<string, string | number>>

export function useTexts() {
  const composer = useI18n({ useScope: 'global' })
  const language = computed((): Language => (composer.locale.value === 'en' ? 'en' : 'id'))
  const textOf = (prefix: string, name: string) => {
    const key = `${prefix}.${name}`
    return composer.te(key) ? composer.t(key) : undefined
  }
  return {
    t: (key: TextKey, params: Params = {}) => composer.t(key, params),
    textOf,
    /** For names that come from the server and may be newer than this console: itself when there is no text for it. */
    named: (prefix: string, name: string) => textOf(prefix, name) ?? name.replaceAll('_', ' '),
    pick: (message: Message) => message[language.value],
    language,
  }
}

export function setLanguage(language: Language) {
  i18n.global.locale.value = language
  localStorage.setItem(storageKey, language)
  document.documentElement.lang = language
}

function storedLanguage(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'id'
}

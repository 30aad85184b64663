import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

type Values = Readonly<Record<string, string>>

/**
 * Filters and paging kept in the address, so that a page can be shared and the back button works. `defaults` names the
 * keys; a value equal to its default stays out of the address. Changing a filter goes back to page 1.
 */
export function useUrlQuery<Defaults extends Values>(defaults: Defaults) {
  const route = useRoute()
  const router = useRouter()
  const values = computed(() => readValues(defaults, route.query))
  const page = computed(() => readPage(route.query['hal']))

  function write(next: Values, toPage: number) {
    const kept = Object.entries({ ...values.value, ...next }).filter(
      ([key, value]) => value !== (defaults[key] ?? ''),
    )
    const query = Object.fromEntries(toPage > 1 ? [...kept, ['hal', String(toPage)]] : kept)
    return router.replace({ query, hash: route.hash })
  }

  return {
    values,
    page,
    set: (next: Partial<Record<keyof Defaults & string, string>>) => write(definedOnly(next), 1),
    goTo: (toPage: number) => write({}, toPage),
  }
}

function readValues<Defaults extends Values>(
  defaults: Defaults,
  query: Readonly<Record<string, unknown>>,
): Record<keyof Defaults, string> {
  const values: Record<keyof Defaults, string> = { ...defaults }
  for (const key in defaults) {
    const given = query[key]
    if (typeof given === 'string') values[key] = given
  }
  return values
}

function readPage(given: unknown): number {
  const page = Number(given)
  return Number.isInteger(page) && page > 0 ? page : 1
}

function definedOnly(values: Readonly<Record<string, string | undefined>>): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

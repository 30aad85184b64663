import { type Ref, type WatchSource, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { type ApiProblem, problemOf } from './problem.ts'

export type Loaded<T> = {
  readonly data: Ref<T | undefined>
  readonly problem: Ref<ApiProblem | undefined>
  readonly loading: Ref<boolean>
  readonly reload: () => Promise<void>
}

/**
 * Keeps `data` as `load` gives it, again whenever one of `sources` changes; an answer that has been overtaken is
 * dropped. While a reload runs the old data stay, so that a page does not blink.
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
  sources: readonly WatchSource[] = [],
): Loaded<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<ApiProblem>()
  const loading = ref(true)
  let running = new AbortController()

  async function reload() {
    running.abort()
    const mine = new AbortController()
    running = mine
    loading.value = true
    try {
      const answer = await load(mine.signal)
      if (!mine.signal.aborted) show(answer, undefined)
    } catch (error) {
      if (!mine.signal.aborted) show(undefined, problemOf(error))
    }
  }

  function show(answer: T | undefined, refusal: ApiProblem | undefined) {
    data.value = answer
    problem.value = refusal
    loading.value = false
  }

  watch([...sources], reload, { immediate: true })
  onScopeDispose(() => running.abort())
  return { data, problem, loading, reload }
}

export type Action<Args extends readonly unknown[], T> = {
  readonly run: (...args: Args) => Promise<T | undefined>
  readonly busy: Ref<boolean>
  readonly problem: Ref<ApiProblem | undefined>
}

/**
 * One request that the user starts: busy while it runs, its refusal kept to be shown beside the button. Gives `undefined`
 * when refused; an empty answer is `null`.
 */
export function useAction<Args extends readonly unknown[], T>(
  act: (...args: Args) => Promise<T>,
): Action<Args, T> {
  const busy = ref(false)
  const problem = shallowRef<ApiProblem>()

  async function run(...args: Args) {
    busy.value = true
    problem.value = undefined
    try {
      return await act(...args)
    } catch (error) {
      problem.value = problemOf(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { run, busy, problem }
}

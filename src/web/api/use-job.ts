import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { type JobOf, type JobStarted, api } from './api.ts'
import { type ApiProblem, problemOf } from './problem.ts'

/**
 * Work that goes on after the answer: `run` starts it and gives its result when it is done, `undefined` when it was
 * refused or failed. Meanwhile `job` tells how far it is.
 */
export function useJob<Args extends readonly unknown[], Result>(
  start: (...args: Args) => Promise<JobStarted>,
) {
  const job = shallowRef<JobOf<Result>>()
  const problem = shallowRef<ApiProblem>()
  const busy = ref(false)
  let left = false
  onScopeDispose(() => {
    left = true
  })

  async function run(...args: Args): Promise<Result | undefined> {
    busy.value = true
    problem.value = undefined
    job.value = undefined
    try {
      const { jobId } = await start(...args)
      const ended = await untilEnded(jobId)
      return ended?.state === 'done' ? (ended.result ?? undefined) : undefined
    } catch (error) {
      problem.value = problemOf(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  async function untilEnded(jobId: string): Promise<JobOf<Result> | undefined> {
    for (let wait = 150; !left; wait = Math.min(wait * 1.5, 1500)) {
      const now = await api.job<Result>(jobId)
      job.value = now
      if (now.state === 'done' || now.state === 'failed') return now
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    return undefined
  }

  const failure = computed(() =>
    job.value?.state === 'failed' ? (job.value.failure ?? undefined) : undefined,
  )
  return { run, job, busy, problem, failure }
}

/** What a long task is at, for whoever waits. */
export type Progress = { readonly phase: string; readonly done?: number; readonly of?: number }
export type OnProgress = (progress: Progress) => void

/** Times named phases and says when each begins. */
export function phaseTimer(onProgress: OnProgress = () => {}) {
  const seconds: Record<string, number> = {}
  return {
    seconds,
    run: async <T>(phase: string, task: () => T | Promise<T>): Promise<T> => {
      onProgress({ phase })
      const start = performance.now()
      const result = await task()
      seconds[phase] = Math.round(performance.now() - start) / 1000
      return result
    },
  }
}

import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { Sides } from '../../linkage/index.ts'
import type { KeyedRecords, SpannedPairs } from './equal-keys.ts'
import { type MergedPairs, type RulePairs, type Spans, lotsOfSpans } from './merge-pairs.ts'

/** Threads that find the pairs of records with equal keys; hold them with `await using`. */
export type PairThreads = AsyncDisposable & {
  /** The words of the keys are given away. */
  readonly find: (keyed: KeyedRecords, sides: Sides) => Promise<SpannedPairs>
  /** The pairs of all rules each once, in lots. */
  readonly merge: (rules: readonly RulePairs[]) => Promise<readonly MergedPairs[]>
}

type FindTask = { readonly kind: 'find'; readonly keyed: KeyedRecords; readonly sides: Sides }
type MergeTask = { readonly kind: 'merge'; readonly rules: readonly RulePairs[]; readonly spans: Spans }

/** What a thread is given: what it finds goes to `port`. */
export type PortedTask = (FindTask | MergeTask) & { readonly port: MessagePort }

/** More threads would wait for keys to come from the tables. */
const mostThreads = 4

export function openPairThreads(): PairThreads {
  const failed = new AbortController()
  const workers = Array.from({ length: Math.min(mostThreads, availableParallelism()) }, () => {
    const worker = new Worker(new URL('./pair-worker.ts', import.meta.url))
    worker.on('error', (reason) => failed.abort(reason))
    return worker
  })
  let tasks = 0
  /** Gives a task to the thread whose turn it is, and waits for its answer. */
  const ask = async <T>(task: FindTask | MergeTask, given: readonly ArrayBuffer[] = []): Promise<T> => {
    const { port1, port2 } = new MessageChannel()
    workers[tasks++ % workers.length]?.postMessage({ ...task, port: port2 }, [port2, ...given])
    try {
      const messages: readonly T[] = await once(port1, 'message', { signal: failed.signal })
      const [answer] = messages
      if (answer === undefined) throw new Error('a thread gave no answer')
      return answer
    } catch (cause) {
      throw failed.signal.aborted ? failed.signal.reason : cause
    } finally {
      port1.close()
    }
  }
  return {
    find: async (keyed, sides) =>
      await ask<SpannedPairs>({ kind: 'find', keyed, sides }, [keyed.words.buffer]),
    merge: async (rules) =>
      await Promise.all(
        lotsOfSpans(rules, workers.length).map(
          async (spans) => await ask<MergedPairs>({ kind: 'merge', rules, spans }),
        ),
      ),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

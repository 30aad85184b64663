import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { Sides } from '../../linkage/index.ts'
import { type KeyedRecords, type SpannedPairs, pairsOfEqualKeys } from './equal-keys.ts'

/** Threads that find the pairs of records with equal keys; hold them with `await using`. */
export type PairThreads = AsyncDisposable & {
  /** The task's words are given away. */
  readonly find: (task: PairTask) => Promise<SpannedPairs>
}

export type PairTask = { readonly keyed: KeyedRecords; readonly sides: Sides }

/** What a thread is given: the pairs go to `port`. */
export type PortedTask = PairTask & { readonly port: MessagePort }

/** More threads would wait for keys to come from the tables. */
const mostThreads = 4

/** Below so many records, starting threads takes longer than they save. */
const worthThreads = 200_000

const nothing: SpannedPairs = { a: new Int32Array(), b: new Int32Array(), starts: new Int32Array() }

export function openPairThreads(records: number): PairThreads {
  if (records < worthThreads)
    return {
      find: (task) => Promise.resolve(pairsOfEqualKeys(task.keyed, task.sides)),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }
  const failed = new AbortController()
  const workers = Array.from({ length: Math.min(mostThreads, availableParallelism()) }, () => {
    const worker = new Worker(new URL('./pair-worker.ts', import.meta.url))
    worker.on('error', (reason) => failed.abort(reason))
    return worker
  })
  let tasks = 0
  return {
    find: async (task) => {
      const { port1, port2 } = new MessageChannel()
      const ported: PortedTask = { ...task, port: port2 }
      workers[tasks++ % workers.length]?.postMessage(ported, [port2, task.keyed.words.buffer])
      try {
        const messages: readonly SpannedPairs[] = await once(port1, 'message', { signal: failed.signal })
        return messages[0] ?? nothing
      } catch (cause) {
        throw failed.signal.aborted ? failed.signal.reason : cause
      } finally {
        port1.close()
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

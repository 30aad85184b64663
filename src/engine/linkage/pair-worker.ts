import { parentPort } from 'node:worker_threads'
import { pairsOfEqualKeys } from './equal-keys.ts'
import type { PortedTask } from './pair-threads.ts'

/** A thread of `openPairThreads`. It loads the one thing it does. */
parentPort?.on('message', ({ keyed, sides, port }: PortedTask) => {
  const pairs = pairsOfEqualKeys(keyed, sides)
  port.postMessage(pairs, [pairs.a.buffer, pairs.b.buffer, pairs.starts.buffer])
})

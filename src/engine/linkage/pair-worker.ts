import { parentPort } from 'node:worker_threads'
import { pairsOfEqualKeys } from './equal-keys.ts'
import { mergePairs } from './merge-pairs.ts'
import type { PortedTask } from './pair-threads.ts'

/** A thread of `openPairThreads`. It loads the two things it does. */
parentPort?.on('message', ({ port, ...task }: PortedTask) => {
  if (task.kind === 'find') return port.postMessage(pairsOfEqualKeys(task.keyed, task.sides))
  const merged = mergePairs(task.rules, task.spans)
  port.postMessage(merged, [merged.a.buffer, merged.b.buffer, merged.m.buffer])
})

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type GramInput, type Grams, type Kernel, addRows, gramsOf, rowsByCell } from '../../ranking/index.ts'

/** Threads that pass over the rows; hold them with `await using`. */
export type GramThreads = AsyncDisposable & {
  readonly gramsOf: (input: GramInput) => Grams
  /** Numbers in memory that all threads see; `gramsOf` copies columns that are not. */
  readonly space: (length: number) => Float64Array
}

/** What a thread is given: everything is shared memory. A cell belongs to whoever counts up to it first. */
export type GramTask = {
  readonly input: GramInput
  /** Triangles of all cells, one after the other. */
  readonly triangles: Float64Array
  /** The next cell to be taken, and how many are done. */
  readonly counters: Int32Array
}

/** Below so many products of numbers, starting threads takes longer than they save. */
const worthThreads = 2e9

/**
 * Passes over rows with several threads. Each cell is summed by one thread in the order of its rows, so the number of
 * threads changes no bit.
 */
export function openGramThreads(
  kernel: Kernel,
  threads: number = availableParallelism(),
  leastProducts: number = worthThreads,
): GramThreads {
  const workers: Worker[] = []
  const started = () => {
    while (workers.length < threads - 1)
      workers.push(new Worker(new URL('./gram-worker.ts', import.meta.url)))
    return workers
  }
  return {
    space: sharedNumbers,
    gramsOf: (input) => {
      const size = input.columns.length + 2
      const products = (input.outcome.length * size * size) / 2
      if (threads === 1 || products < leastProducts) return gramsOf(input, kernel)
      const task = taskOf(input)
      for (const worker of started()) worker.postMessage(task)
      workOn(task, kernel)
      waitForAll(task)
      const length = (size * (size + 1)) / 2
      const cells = Array.from({ length: input.cellCount }, (_, cell) =>
        task.triangles.subarray(cell * length, (cell + 1) * length),
      )
      return { size, cells }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** Takes cells until none is left. */
export function workOn({ input, triangles, counters }: GramTask, kernel: Kernel): void {
  const space = kernel.gramSpace(input.columns.length + 2)
  const rows = rowsByCell(input.cell, input.cellCount)
  for (;;) {
    const cell = Atomics.add(counters, 0, 1)
    if (cell >= input.cellCount) return
    addRows(space, input, rows[cell] ?? new Int32Array())
    triangles.set(space.triangle, cell * space.triangle.length)
    Atomics.add(counters, 1, 1)
    Atomics.notify(counters, 1)
  }
}

function waitForAll({ input, counters }: GramTask): void {
  for (;;) {
    const done = Atomics.load(counters, 1)
    if (done === input.cellCount) return
    Atomics.wait(counters, 1, done)
  }
}

function taskOf(input: GramInput): GramTask {
  const size = input.columns.length + 2
  const cell = new Int32Array(new SharedArrayBuffer(4 * input.cell.length))
  cell.set(input.cell)
  return {
    input: {
      columns: input.columns.map(shared),
      outcome: shared(input.outcome),
      weight: shared(input.weight),
      cell,
      cellCount: input.cellCount,
    },
    triangles: sharedNumbers((input.cellCount * size * (size + 1)) / 2),
    counters: new Int32Array(new SharedArrayBuffer(8)),
  }
}

function shared(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const copy = sharedNumbers(values.length)
  copy.set(values)
  return copy
}

function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length))
}

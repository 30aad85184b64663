import { parentPort } from 'node:worker_threads'
import { plainKernel } from '../../ranking/index.ts'
import { type GramTask, workOn } from './gram-threads.ts'
import { findWasmKernel } from './wasm-kernel.ts'

/** A thread of `openGramThreads`. */
const kernel = findWasmKernel() ?? plainKernel
parentPort?.on('message', (task: GramTask) => workOn(task, kernel))

import { type Kernel, type Tools, plainKernel } from '../../ranking/index.ts'
import { type GramThreads, openGramThreads } from './gram-threads.ts'
import { findWasmKernel } from './wasm-kernel.ts'

/** The fastest kernel of this machine. */
export const kernel: Kernel = findWasmKernel() ?? plainKernel

/** What training computes with; hold it with `await using`. */
export function openTools(threads?: number): Tools & GramThreads {
  return { kernel, ...openGramThreads(kernel, threads) }
}

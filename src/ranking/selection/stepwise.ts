import { cholesky, solve } from '../cholesky.ts'
import type { Gram } from '../least-squares.ts'
import { fAbove } from './f-distribution.ts'
import { type Swept, sweep, sweptIntercept } from './sweep.ts'

export type Criterion =
  /** Enters with a p-value below `enter`, and leaves with one above `leave`. */
  | { readonly kind: 'p'; readonly enter: number; readonly leave: number }
  /** Enters when it lowers n log(RSS) + k log(n), and leaves when that lowers it (Schwarz, 1978). */
  | { readonly kind: 'bic' }

export type StepwiseSettings = {
  readonly criterion: Criterion
  readonly direction: 'forward' | 'backward' | 'both'
  /** The question of each column; columns of one question come and go together. */
  readonly questions: Int32Array
  /** Effective number of households: (Σw)²/Σw² (Kish, 1965). */
  readonly households: number
}

/**
 * Stepwise least squares on a Gram matrix of [1, x, y]: coefficients [intercept, slopes…], 0 for what was left out. In
 * each step the question enters (or leaves) that improves BIC the most, if the criterion lets it. Columns that those in
 * the model determine cannot enter.
 */
export function stepwise(gram: Gram, size: number, settings: StepwiseSettings): Float64Array {
  const state = { matrix: sweptIntercept(gram, size), gram, blocks: blocksOf(settings.questions), settings }
  if (settings.direction === 'backward') for (const block of state.blocks) enter(state, block)
  const mostSteps = 4 * state.blocks.length
  for (let step = 0; step < mostSteps; step++) {
    const moved = [
      settings.direction !== 'forward' && leaveWorst(state),
      settings.direction !== 'backward' && enterBest(state),
    ]
    if (!moved.includes(true)) break
  }
  return coefficientsOf(state.matrix)
}

type Block = readonly number[]
type State = {
  readonly matrix: Swept
  readonly gram: Gram
  readonly blocks: readonly Block[]
  readonly settings: StepwiseSettings
}

/** Matrix rows of each question; row 0 is the intercept. */
function blocksOf(questions: Int32Array): readonly Block[] {
  const blocks = new Map<number, number[]>()
  questions.forEach((question, column) => {
    const block = blocks.get(question) ?? []
    block.push(column + 1)
    blocks.set(question, block)
  })
  return [...blocks.values()]
}

function enterBest(state: State): boolean {
  let best: { readonly block: Block; readonly gain: number; readonly value: number } | undefined
  for (const all of state.blocks) {
    const block = all.filter((k) => isFree(state, k))
    if (block.length === 0) continue
    const gain = worthOf(state.matrix, block)
    const value = improvement(state, gain, block.length)
    if (value > (best?.value ?? Number.NEGATIVE_INFINITY)) best = { block, gain, value }
  }
  if (!best || !mayEnter(state, best.gain, best.block.length)) return false
  enter(state, best.block)
  return true
}

function leaveWorst(state: State): boolean {
  let worst: { readonly block: Block; readonly loss: number; readonly value: number } | undefined
  for (const all of state.blocks) {
    const block = all.filter((k) => state.matrix.swept[k] === 1)
    if (block.length === 0) continue
    const loss = worthOf(state.matrix, block)
    const value = -improvement(state, -loss, block.length)
    if (value < (worst?.value ?? Number.POSITIVE_INFINITY)) worst = { block, loss, value }
  }
  if (!worst || !mayLeave(state, worst.loss, worst.block.length)) return false
  for (const k of worst.block) sweep(state.matrix, k)
  return true
}

function enter(state: State, block: Block): void {
  for (const k of block) if (isFree(state, k)) sweep(state.matrix, k)
}

/** Not in the model, and not determined by what is. */
function isFree({ matrix, gram }: State, k: number): boolean {
  const whole = gram[(k * (k + 3)) / 2] ?? 0
  return matrix.swept[k] === 0 && (matrix.a[k * matrix.size + k] ?? 0) > 1e-7 * whole
}

/** By how much the residual sum of squares falls when a block enters, or rises when it leaves. */
function worthOf({ a, size }: Swept, block: Block): number {
  const last = size - 1
  const [only] = block
  if (block.length === 1 && only !== undefined) {
    return (a[only * size + last] ?? 0) ** 2 / Math.abs(a[only * size + only] ?? 0)
  }
  const square = Float64Array.from(
    block.flatMap((i, place) => block.slice(0, place + 1).map((j) => a[j * size + i] ?? 0)),
  )
  const right = block.map((i) => a[i * size + last] ?? 0)
  const turned = (square[0] ?? 0) < 0 ? square.map((value) => -value) : square
  const x = solve(cholesky(turned, block.length), right)
  return right.reduce((sum, value, place) => sum + value * (x[place] ?? 0), 0)
}

/** The fall of BIC when the residual sum of squares falls by `gain` for `count` more columns. */
function improvement({ matrix, settings }: State, gain: number, count: number): number {
  const before = residualOf(matrix)
  const sign = Math.sign(gain)
  return (
    settings.households * Math.log(before / Math.max(before - gain, 1e-12 * before)) -
    sign * count * Math.log(settings.households)
  )
}

function mayEnter(state: State, gain: number, count: number): boolean {
  const { criterion, households } = state.settings
  if (criterion.kind === 'bic') return improvement(state, gain, count) > 0
  const freedom = households - modelSize(state.matrix) - count
  const after = Math.max(residualOf(state.matrix) - gain, 0)
  return freedom > 0 && fAbove((gain / count / after) * freedom, count, freedom) < criterion.enter
}

function mayLeave(state: State, loss: number, count: number): boolean {
  const { criterion, households } = state.settings
  if (criterion.kind === 'bic') return improvement(state, -loss, count) > 0
  const freedom = households - modelSize(state.matrix)
  return fAbove((loss / count / residualOf(state.matrix)) * freedom, count, freedom) > criterion.leave
}

function residualOf({ a, size }: Swept): number {
  return a[size * size - 1] ?? 0
}

/** Columns in the model, with the intercept. */
function modelSize({ swept }: Swept): number {
  return swept.reduce((sum, value) => sum + value, 0)
}

function coefficientsOf({ a, size, swept }: Swept): Float64Array {
  return Float64Array.from({ length: size - 1 }, (_, k) =>
    swept[k] === 1 ? (a[k * size + size - 1] ?? 0) : 0,
  )
}

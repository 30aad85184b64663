import {
  type Binned,
  type GramSpace,
  type HistogramSpace,
  type Kernel,
  panelRows,
} from '../../ranking/index.ts'
import { kernelModule } from './kernel-module.ts'

/** Where data may begin: the module itself keeps nothing in its memory. */
const firstByte = 1024
const pageBytes = 65_536

/** The kernel in WebAssembly with vectors of two doubles (kernels/ranking-kernel.ts); undefined where there are none. */
export function findWasmKernel(): Kernel | undefined {
  const bytes = Buffer.from(kernelModule, 'base64')
  if (!WebAssembly.validate(bytes)) return undefined
  const module = new WebAssembly.Module(bytes)
  return {
    gramSpace: (size) => gramSpace(module, size),
    histogramSpace: (binned) => histogramSpace(module, binned),
  }
}

function gramSpace(module: WebAssembly.Module, size: number): GramSpace {
  const triangleLength = (size * (size + 1)) / 2
  const panelLength = (size + 3) * panelRows
  const { buffer, call } = instantiate(module, 'addGram', 8 * (panelLength + triangleLength))
  const panel = new Float64Array(buffer, firstByte, panelLength)
  const triangle = new Float64Array(buffer, firstByte + 8 * panelLength, triangleLength)
  return {
    panel,
    triangle,
    add: (rows) => call(panel.byteOffset, panelRows, size, rows, triangle.byteOffset),
  }
}

function histogramSpace(module: WebAssembly.Module, { codes, offsets }: Binned): HistogramSpace {
  const rowCount = codes[0]?.length ?? 0
  const binCount = offsets.at(-1) ?? 0
  const lengths = {
    pairs: 16 * rowCount,
    histogram: 16 * binCount,
    rows: 4 * rowCount,
    offsets: 4 * codes.length,
  }
  const bytes = lengths.pairs + lengths.histogram + lengths.rows + lengths.offsets + codes.length * rowCount
  const { buffer, call } = instantiate(module, 'addHistogram', bytes)
  const pairs = new Float64Array(buffer, firstByte, 2 * rowCount)
  const histogram = new Float64Array(buffer, firstByte + lengths.pairs, 2 * binCount)
  const rowNumbers = new Int32Array(buffer, histogram.byteOffset + lengths.histogram, rowCount)
  const starts = new Int32Array(buffer, rowNumbers.byteOffset + lengths.rows, codes.length)
  const bytesOfCodes = new Uint8Array(buffer, starts.byteOffset + lengths.offsets)
  starts.set(offsets.subarray(0, codes.length))
  codes.forEach((column, j) => bytesOfCodes.set(column, j * rowCount))
  const at = [bytesOfCodes, starts, rowNumbers, pairs, histogram].map((array) => array.byteOffset)
  const [codesAt = 0, startsAt = 0, rowsAt = 0, pairsAt = 0, histogramAt = 0] = at
  return ({ pull, mass }, rows) => {
    rowNumbers.set(rows)
    for (let place = 0; place < rows.length; place++) {
      pairs[2 * place] = pull[rows[place] ?? 0] ?? 0
      pairs[2 * place + 1] = mass[rows[place] ?? 0] ?? 0
    }
    histogram.fill(0)
    call(codesAt, rowCount, codes.length, startsAt, rowsAt, pairsAt, rows.length, histogramAt)
    return histogram.slice()
  }
}

/** An instance with memory of its own, which goes when nothing refers to it any more. */
function instantiate(module: WebAssembly.Module, name: string, bytes: number) {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((firstByte + bytes) / pageBytes) })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const called = exports[name]
  if (typeof called !== 'function') throw new Error(`the kernel has no function ${name}`)
  return { buffer: memory.buffer, call: (...args: readonly number[]): void => void called(...args) }
}

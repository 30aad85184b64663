import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomNormal, seededRandom } from '../../kernel/index.ts'
import { gramsOf, panelRows, plainKernel } from '../../ranking/index.ts'
import { openGramThreads } from './gram-threads.ts'
import { findWasmKernel } from './wasm-kernel.ts'

const wasm = findWasmKernel()!

test('the kernel in WebAssembly gives the bits of the plain one, for every number of variables and rows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 1, max: 3 * panelRows + 3 }),
      (columns, rows) => {
        const input = anInput({ columns, rows, cellCount: 3 })
        expect(gramsOf(input, wasm)).toEqual(gramsOf(input, plainKernel))
      },
    ),
    { numRuns: 60 },
  )
})

test('histograms are the same bits in WebAssembly and in plain code', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200 }), (columns, rows) => {
      const random = seededRandom(columns * 1000 + rows)
      const whole = (below: number) => Float64Array.from({ length: rows }, () => Math.floor(random() * below))
      const offsets = Int32Array.from({ length: columns + 1 }, (_, j) => 7 * j)
      const binned = {
        codes: Array.from({ length: columns }, () => Uint8Array.from(whole(7))),
        cuts: [],
        offsets,
      }
      const pulls = { pull: whole(2 ** 26), mass: whole(2 ** 26), pullUnit: 1, massUnit: 1 }
      const some = Int32Array.from({ length: rows }, (_, row) => row).filter((row) => row % 2 === 0)
      expect(wasm.histogramSpace(binned)(pulls, some)).toEqual(
        plainKernel.histogramSpace(binned)(pulls, some),
      )
    }),
  )
})

test('three threads give the bits of one', async () => {
  const input = anInput({ columns: 40, rows: 20_000, cellCount: 12 })
  const sums = []
  for (const threads of [1, 3]) {
    await using pool = openGramThreads(wasm, threads, 0)
    sums.push(pool.gramsOf(input))
  }
  expect(sums[1]!.cells.length).toBe(12)
  for (const [cell, triangle] of sums[0]!.cells.entries()) {
    expect(Buffer.from(triangle.buffer).equals(bytesOf(sums[1]!.cells[cell]!))).toBe(true)
  }
})

function bytesOf(values: Float64Array): Buffer {
  return Buffer.from(new Float64Array(values).buffer)
}

function anInput({ columns, rows, cellCount }: { columns: number; rows: number; cellCount: number }) {
  const random = seededRandom(rows)
  const normal = () => randomNormal(random)
  const draw = () => Float64Array.from({ length: rows }, normal)
  const column = draw()
  return {
    columns: Array.from({ length: columns }, (_, j) => column.map((value, row) => value * ((row + j) % 5))),
    outcome: draw(),
    weight: draw().map(Math.abs),
    cell: Int32Array.from({ length: rows }, (_, row) => (row * 7) % cellCount),
    cellCount,
  }
}

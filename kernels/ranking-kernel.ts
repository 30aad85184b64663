// AssemblyScript, not TypeScript: `npm run generate` makes it the module in src/engine/ranking/kernel-module.ts.
// Each function has a counterpart in src/ranking/plain-kernel.ts that gives the same bits: sums run over even and odd
// places apart, which are added at the end.

/**
 * Adds the products of a panel's rows to a packed lower triangle. Variable i of row r is the double at
 * panel + 8 (i stride + r); `rows` is even, and there are zeros up to the next multiple of four variables.
 */
export function addGram(panel: usize, stride: i32, size: i32, rows: i32, triangle: usize): void {
  for (let i: i32 = 0; i < size; i += 4) {
    for (let j: i32 = 0; j < i + 4 && j < size; j += 2) addTile(panel, stride, size, rows, triangle, i, j)
  }
}

/** The products of variables i … i + 3 with j and j + 1. */
function addTile(panel: usize, stride: i32, size: i32, rows: i32, triangle: usize, i: i32, j: i32): void {
  const step: usize = (<usize>stride) << 3
  let a: usize = panel + <usize>i * step
  let b: usize = panel + <usize>j * step
  const end: usize = a + ((<usize>rows) << 3)
  let s00 = f64x2.splat(0)
  let s01 = f64x2.splat(0)
  let s10 = f64x2.splat(0)
  let s11 = f64x2.splat(0)
  let s20 = f64x2.splat(0)
  let s21 = f64x2.splat(0)
  let s30 = f64x2.splat(0)
  let s31 = f64x2.splat(0)
  for (; a < end; a += 16, b += 16) {
    const b0 = v128.load(b)
    const b1 = v128.load(b + step)
    const a0 = v128.load(a)
    const a1 = v128.load(a + step)
    const a2 = v128.load(a + 2 * step)
    const a3 = v128.load(a + 3 * step)
    s00 = f64x2.add(s00, f64x2.mul(a0, b0))
    s01 = f64x2.add(s01, f64x2.mul(a0, b1))
    s10 = f64x2.add(s10, f64x2.mul(a1, b0))
    s11 = f64x2.add(s11, f64x2.mul(a1, b1))
    s20 = f64x2.add(s20, f64x2.mul(a2, b0))
    s21 = f64x2.add(s21, f64x2.mul(a2, b1))
    s30 = f64x2.add(s30, f64x2.mul(a3, b0))
    s31 = f64x2.add(s31, f64x2.mul(a3, b1))
  }
  put(triangle, size, i, j, s00)
  put(triangle, size, i, j + 1, s01)
  put(triangle, size, i + 1, j, s10)
  put(triangle, size, i + 1, j + 1, s11)
  put(triangle, size, i + 2, j, s20)
  put(triangle, size, i + 2, j + 1, s21)
  put(triangle, size, i + 3, j, s30)
  put(triangle, size, i + 3, j + 1, s31)
}

function put(triangle: usize, size: i32, i: i32, j: i32, sum: v128): void {
  if (i >= size || j > i) return
  const at: usize = triangle + ((<usize>((i * (i + 1)) / 2 + j)) << 3)
  store<f64>(at, load<f64>(at) + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)))
}

/**
 * Adds pairs of doubles, one pair a row, to the bins of each column. The bin of row r in column j is the byte at
 * codes + j stride + r; column j begins with bin number offsets[j]; a bin is a pair of doubles.
 */
export function addHistogram(
  codes: usize,
  stride: i32,
  columns: i32,
  offsets: usize,
  rows: usize,
  pairs: usize,
  count: i32,
  histogram: usize,
): void {
  let j: i32 = 0
  for (; j + 4 <= columns; j += 4) {
    const c0: usize = codes + <usize>j * <usize>stride
    const c1: usize = c0 + <usize>stride
    const c2: usize = c1 + <usize>stride
    const c3: usize = c2 + <usize>stride
    const h0 = start(histogram, offsets, j)
    const h1 = start(histogram, offsets, j + 1)
    const h2 = start(histogram, offsets, j + 2)
    const h3 = start(histogram, offsets, j + 3)
    for (let k: usize = 0; k < <usize>count; k++) {
      const row: usize = load<u32>(rows + (k << 2))
      const pair = v128.load(pairs + (k << 4))
      addTo(h0 + ((<usize>load<u8>(c0 + row)) << 4), pair)
      addTo(h1 + ((<usize>load<u8>(c1 + row)) << 4), pair)
      addTo(h2 + ((<usize>load<u8>(c2 + row)) << 4), pair)
      addTo(h3 + ((<usize>load<u8>(c3 + row)) << 4), pair)
    }
  }
  for (; j < columns; j++) {
    const c: usize = codes + <usize>j * <usize>stride
    const h = start(histogram, offsets, j)
    for (let k: usize = 0; k < <usize>count; k++) {
      const row: usize = load<u32>(rows + (k << 2))
      addTo(h + ((<usize>load<u8>(c + row)) << 4), v128.load(pairs + (k << 4)))
    }
  }
}

function start(histogram: usize, offsets: usize, column: i32): usize {
  return histogram + ((<usize>load<u32>(offsets + ((<usize>column) << 2))) << 4)
}

function addTo(bin: usize, pair: v128): void {
  v128.store(bin, f64x2.add(v128.load(bin), pair))
}

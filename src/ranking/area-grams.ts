import { type Grams, sumOf } from './gram.ts'
import type { Gram } from './least-squares.ts'

/** Gram matrices of a survey under one weighting, by area; each over the rows of some folds. */
export type AreaGrams = {
  readonly size: number
  readonly nation: (folds: readonly number[]) => Gram
  readonly province: (code: number, folds: readonly number[]) => Gram
  readonly district: (code: number, folds: readonly number[]) => Gram
}

/** Cells are districts x folds; the sums of provinces and of the nation are made once, fold by fold. */
export function areaGrams({ size, cells }: Grams, provinceOf: Int32Array, foldCount: number): AreaGrams {
  const nation = foldSums(size, cells, foldCount, () => true)
  const provinces = new Map<number, readonly Gram[]>()
  const ofProvince = (code: number) => {
    const sums =
      provinces.get(code) ?? foldSums(size, cells, foldCount, (district) => provinceOf[district] === code)
    provinces.set(code, sums)
    return sums
  }
  const among = (sums: readonly Gram[], folds: readonly number[]) =>
    sumOf(
      size,
      folds.flatMap((fold) => sums[fold] ?? []),
    )
  return {
    size,
    nation: (folds) => among(nation, folds),
    province: (code, folds) => among(ofProvince(code), folds),
    district: (code, folds) => among(cells.slice(code * foldCount, (code + 1) * foldCount), folds),
  }
}

/** For each fold the sum over some districts. */
function foldSums(
  size: number,
  cells: readonly Gram[],
  foldCount: number,
  has: (district: number) => boolean,
): readonly Gram[] {
  return Array.from({ length: foldCount }, (_, fold) =>
    sumOf(
      size,
      cells.filter((_gram, cell) => cell % foldCount === fold && has(Math.floor(cell / foldCount))),
    ),
  )
}

/** What a file may ask of this machine. Generous to a national list, mean to a bomb. */
export type Limits = {
  /** All parts of an XLSX together, unpacked. */
  readonly inflatedBytes: number
  /** Unpacked to packed, once a part is past `ratioFromBytes`. DEFLATE reaches 1,032; sheets of people stay under 50. */
  readonly ratio: number
  readonly ratioFromBytes: number
  readonly zipEntries: number
  readonly cells: number
  readonly sharedStrings: number
  readonly sharedCharacters: number
  /** One row of a CSV. */
  readonly rowCharacters: number
}

const megabyte = 1_048_576

export const listLimits: Limits = {
  inflatedBytes: 2048 * megabyte,
  ratio: 200,
  ratioFromBytes: 8 * megabyte,
  zipEntries: 10_000,
  cells: 100_000_000,
  sharedStrings: 4_000_000,
  sharedCharacters: 200_000_000,
  rowCharacters: megabyte,
}

/** For a workbook that is held as a whole. */
export const workbookLimits: Limits = {
  ...listLimits,
  inflatedBytes: 128 * megabyte,
  cells: 1_000_000,
  sharedStrings: 500_000,
  sharedCharacters: 50_000_000,
}

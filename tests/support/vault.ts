import { createHash } from 'node:crypto'
import type { NumberVault } from '../../src/store/index.ts'

/** A vault without secrets, for tests of the store that are not about encryption. */
export const plainVault: NumberVault = {
  seal: ({ digits }) => ({
    cipher: Buffer.from(digits),
    index: createHash('sha256').update(digits).digest(),
  }),
}

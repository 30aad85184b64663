import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readWorkbook } from './read-rows.ts'

const corpus =
  process.env['MUTAKHIR_CORPUS'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const folder = `${corpus}/xlsform`
const present = existsSync(folder)

// openpyxl 3.1.5 finds 15,798 cells that are not empty in these seven workbooks, each with the same text as here.
test.skipIf(!present)(
  `real workbooks are read as openpyxl reads them (${present ? folder : 'corpus not found'})`,
  () => {
    let cells = 0
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.xlsx'))) {
      const { workbook, issues } = readWorkbook({ name, bytes: readFileSync(`${folder}/${name}`) })
      expect(issues).toEqual([])
      for (const { rows } of workbook.sheets) {
        for (const row of rows) cells += row.cells.filter((cell) => cell.kind !== 'empty').length
      }
    }
    expect(cells).toBe(15_798)
  },
)

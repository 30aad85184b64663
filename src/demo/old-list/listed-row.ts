import type { OldListCells, OldListColumn } from './columns.ts'
import type { FaultClass, PlantedFault } from './fault-classes.ts'

/** A row on its way into the list, with the truth behind it and the faults planted so far. */
export type ListedRow = {
  readonly cells: OldListCells
  /** Index in the population, those who left and those who died included. */
  readonly person: number
  readonly faults: readonly Omit<PlantedFault, 'row'>[]
  /** Another row refers to this NIK: no further fault may touch it. */
  readonly nikIsFixed: boolean
}

/** A family on its way into the list. `sls` places it in the file. */
export type ListedFamily = {
  readonly family: number
  readonly sls: number
  readonly rows: readonly ListedRow[]
}

/** Changes a cell and writes down what was done to it. */
export function withFault(
  row: ListedRow,
  column: OldListColumn,
  value: string,
  fault: FaultClass,
  detail = '',
): ListedRow {
  return marked({ ...row, cells: { ...row.cells, [column]: value } }, column, fault, detail)
}

/** Writes a fault down that lies in what the cell says already. */
export function marked(row: ListedRow, column: OldListColumn, fault: FaultClass, detail = ''): ListedRow {
  return { ...row, faults: [...row.faults, { column, class: fault, detail }] }
}

/** The same fault in each row of a family, since household cells are repeated. */
export function withFamilyFault(
  listed: ListedFamily,
  column: OldListColumn,
  value: string,
  fault: FaultClass,
): ListedFamily {
  return { ...listed, rows: listed.rows.map((row) => withFault(row, column, value, fault)) }
}

export function hasFaultIn(row: ListedRow, column: OldListColumn): boolean {
  return row.faults.some((fault) => fault.column === column)
}

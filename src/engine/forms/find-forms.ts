import type { Dirent } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

const formFile = /\.(xlsx|xlsm|xls|csv|md)$/i

/**
 * The files that a list of paths means: files as they are, and of folders those that may be forms, in the order of their
 * names. Data beside forms (CSV without sheets, Markdown without a sheet `survey`, locks of Excel) is no form. A path
 * that does not exist is kept, to be reported.
 */
export async function findForms(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    )
    found.push(...(isFolder ? await formsIn(path) : [path]))
  }
  return [...new Set(found)]
}

async function formsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter(isCandidate).map(({ name }) => join(folder, name))
  const kept = await Promise.all(files.map(async (file) => ((await mayBeForm(file)) ? [file] : [])))
  return kept.flat().toSorted((a, b) => (a < b ? -1 : 1))
}

function isCandidate(entry: Dirent): boolean {
  return entry.isFile() && formFile.test(entry.name) && !/^(~\$|\.)/.test(entry.name)
}

async function mayBeForm(file: string): Promise<boolean> {
  const extension = extname(file).toLowerCase()
  if (extension === '.csv')
    return /^\W*(survey|settings|choices|entities)\W/i.test(await readFile(file, 'utf8'))
  return extension !== '.md' || /^\s*\|\s*survey\s*\|/im.test(await readFile(file, 'utf8'))
}

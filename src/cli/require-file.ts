import { existsSync } from 'node:fs'
import { InputIssues } from './output.ts'

/** The path, when something is there. @throws InputIssues */
export function requireFile(path: string): string {
  if (existsSync(path)) return path
  const message = {
    id: `Berkas atau folder ${path} tidak ada. Periksa namanya.`,
    en: `There is no file or folder ${path}. Check its name.`,
  }
  throw new InputIssues([
    { code: 'file_missing', severity: 'error', where: { file: path }, params: {}, message },
  ])
}

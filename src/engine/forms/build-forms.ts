import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CompiledForm, ModelUse } from '../../questionnaire/index.ts'
import { type FormReport, compileFile } from './check-forms.ts'
import { type FormOptions, formName } from './compile-source.ts'
import { findForms } from './find-forms.ts'
import { formFiles } from './form-files.ts'
import { readModelUse } from './read-model-use.ts'

export type BuildOptions = FormOptions & {
  /** Files of ranking models, for the codebook to say which variables they use. */
  readonly models?: readonly string[]
}

/** What `form build` says of a file: `out` is the folder that holds its parts, or null when it was refused. */
export type BuildReport = FormReport & {
  readonly out: string | null
  /** Files that the form expects and that do not lie beside it. */
  readonly missingMedia: readonly string[]
}

/**
 * Builds forms into `outDir/<name>/`: `form.xml`, `codebook.json` (what the registry keeps, and all that is asked), the
 * codebook as CSV, HTML, DDI and MS-Var, and in `media/` the files that go with the form. Forms with errors are
 * reported and leave nothing; of two files with one name the second gets a number.
 */
export async function buildForms(
  paths: readonly string[],
  outDir: string,
  options: BuildOptions = {},
): Promise<readonly BuildReport[]> {
  const reports: BuildReport[] = []
  const models = await Promise.all((options.models ?? []).map(readModelUse))
  const taken = new Set<string>()
  for (const file of await findForms(paths)) {
    const { report, compiled } = await compileFile(file, options)
    if (compiled?.xform === undefined) {
      reports.push({ ...report, out: null, missingMedia: [] })
      continue
    }
    const out = join(outDir, freeName(formName(file), taken))
    await writeForm(out, compiled, compiled.xform, models)
    reports.push({ ...report, out, missingMedia: await copyMedia(file, out, compiled.media.wanted) })
  }
  return reports
}

/** The name, or the first of `name-2`, `name-3` … that no form of this run has. */
function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`
  taken.add(free)
  return free
}

async function writeForm(
  out: string,
  compiled: CompiledForm,
  xform: string,
  models: readonly ModelUse[],
): Promise<void> {
  const made = compiled.media.made.map(({ name, text }) => [join('media', name), text] as const)
  await mkdir(join(out, 'media'), { recursive: true })
  for (const [name, text] of [...formFiles(compiled, xform, models), ...made])
    await writeFile(join(out, name), text)
}

/** Takes the files from beside the form, or from the folder `<name>-media` that goes with it; gives the names of the others. */
async function copyMedia(file: string, out: string, wanted: readonly string[]): Promise<readonly string[]> {
  const folders = [dirname(file), join(dirname(file), `${formName(file)}-media`)]
  const missing: string[] = []
  for (const name of wanted) {
    const copied =
      isPlainName(name) &&
      (await copyFirst(
        folders.map((folder) => join(folder, name)),
        join(out, 'media', name),
      ))
    if (!copied) missing.push(name)
  }
  return missing
}

/** A form never reaches outside of its folder. */
function isPlainName(name: string): boolean {
  return !/[\\/\0]|^\.\.?$/.test(name)
}

async function copyFirst(sources: readonly string[], target: string): Promise<boolean> {
  for (const source of sources) {
    const copied = await copyFile(source, target).then(
      () => true,
      () => false,
    )
    if (copied) return true
  }
  return false
}

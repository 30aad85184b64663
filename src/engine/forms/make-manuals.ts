import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Issue, type Language, type Message, isError } from '../../kernel/index.ts'
import {
  type FormComparison,
  type Manual,
  type Role,
  compareForms,
  quizHeadings,
  quizRows,
  renderManual,
} from '../../questionnaire/index.ts'
import { renderCsv } from '../../sheets/index.ts'
import { type Printer, openPrinter } from '../print/index.ts'
import { type FormIssue, compileFile, formIssues } from './check-forms.ts'
import { formName } from './compile-source.ts'
import { bookName, manualsOf, printBook } from './print-book.ts'

export type ManualRequest = {
  readonly file: string
  readonly outDir: string
  /** The books to make; all that the form has something for when absent. */
  readonly roles?: readonly Role[]
  readonly languages: readonly Language[]
  /** An older version of the form: the books then list what has changed. */
  readonly against?: string | undefined
  /** Whether each book is printed too. */
  readonly pdf: boolean
  readonly onProgress?: (text: Message) => void
}

export type ManualReport = {
  readonly file: string
  readonly ok: boolean
  readonly issues: readonly FormIssue[]
  /** The folder that holds the books, or null when the form was refused. */
  readonly out: string | null
  readonly books: readonly Book[]
  readonly comparison: FormComparison | null
}

/** A book that was written. */
export type Book = {
  readonly role: Role
  readonly language: Language
  readonly html: string
  readonly pdf: string | null
  readonly items: number
}

/**
 * Writes the manuals of a form into `outDir/<name>/`: `pedoman-pencacah.html` and the like for each role and language,
 * each printed as PDF, `kuis.csv` with the quiz stubs, and `perubahan.json` when compared. A form with errors, without a
 * sheet `pedoman`, or with nothing for the roles asked for, leaves nothing.
 */
export async function makeManuals(request: ManualRequest): Promise<ManualReport> {
  const { file, against, outDir } = request
  const { report, compiled } = await compileFile(file, { lenient: true })
  const refused = (issues: readonly FormIssue[]): ManualReport => ({
    file,
    ok: false,
    issues: [...report.issues, ...issues],
    out: null,
    books: [],
    comparison: null,
  })
  if (!compiled || !report.ok) return refused([])
  const manuals = manualsOf(compiled.form, request.roles)
  if (compiled.form.tables.guide.rows.length === 0) return refused(formIssues([noGuide(file)]))
  if (manuals.length === 0) return refused(formIssues([nothingForRoles(file)]))
  const older = against === undefined ? undefined : await compileFile(against, { lenient: true })
  if (older && !older.compiled) return refused(older.report.issues)
  const comparison = older?.compiled ? compareForms(older.compiled.form, compiled.form) : null
  const out = join(outDir, formName(file))
  await mkdir(out, { recursive: true })
  const books = await writeBooks(manuals, comparison ?? undefined, out, request)
  await writeFile(join(out, 'kuis.csv'), renderCsv([quizHeadings, ...quizRows(compiled.form)]))
  if (comparison) await writeFile(join(out, 'perubahan.json'), `${JSON.stringify(comparison, null, 2)}\n`)
  const issues = [...report.issues, ...formIssues(comparison?.issues ?? [])]
  return { file, ok: !comparison?.issues.some(isError), issues, out, books, comparison }
}

async function writeBooks(
  manuals: readonly Manual[],
  comparison: FormComparison | undefined,
  out: string,
  request: ManualRequest,
): Promise<readonly Book[]> {
  await using stack = new AsyncDisposableStack()
  const printer = request.pdf ? stack.use(await openPrinter()) : undefined
  const pairs = manuals.flatMap((manual) => request.languages.map((language) => ({ manual, language })))
  return await Promise.all(
    pairs.map(({ manual, language }) => writeBook(manual, language, { comparison, out, printer, request })),
  )
}

type Press = {
  readonly comparison: FormComparison | undefined
  readonly out: string
  readonly printer: Printer | undefined
  readonly request: ManualRequest
}

async function writeBook(
  manual: Manual,
  language: Language,
  { comparison, out, printer, request }: Press,
): Promise<Book> {
  const name = bookName(manual.role, language)
  const html = renderManual(manual, language, comparison)
  await writeFile(join(out, `${name}.html`), html)
  if (printer)
    await writeFile(join(out, `${name}.pdf`), await printBook(manual, language, printer, comparison))
  request.onProgress?.({ id: `Buku ${name} selesai.`, en: `Book ${name} is done.` })
  const items = manual.sections
    .flatMap((section) => section.items)
    .filter(({ kind }) => kind !== 'note').length
  return { role: manual.role, language, html: `${name}.html`, pdf: printer ? `${name}.pdf` : null, items }
}

function noGuide(file: string): Issue {
  return manualIssue('form.no_guide', file, {
    id: 'Formulir ini tidak memiliki lembar pedoman. Tambahkan lembar bernama pedoman dengan kolom name, definisi, tujuan dan cara_tanya.',
    en: 'This form has no sheet pedoman. Add a sheet named pedoman with the columns name, definisi, tujuan and cara_tanya.',
  })
}

function nothingForRoles(file: string): Issue {
  return manualIssue('form.no_book', file, {
    id: 'Tidak ada isi untuk peran yang diminta. Isi kolom peran di lembar pedoman atau bab.',
    en: 'There is nothing for the roles asked for. Fill the column peran on the sheets pedoman or bab.',
  })
}

function manualIssue(code: string, file: string, message: Message): Issue {
  return { code, severity: 'error', where: { file, sheet: 'pedoman' }, params: {}, message }
}

import { promisify } from 'node:util'
import { type AsyncZipOptions, type AsyncZippable, strToU8, zip } from 'fflate'
import { type CompiledForm, quizHeadings, quizRows, renderManual } from '../../questionnaire/index.ts'
import { type TableFile, renderCsv } from '../../sheets/index.ts'
import { openPrinter } from '../print/index.ts'
import { formFiles } from './form-files.ts'
import { bookName, manualsOf, printBook } from './print-book.ts'

export type FormPackage = {
  /** The questionnaire as it was authored. */
  readonly source: TableFile
  readonly compiled: CompiledForm
  readonly xform: string
  /** Pictures, recordings and lists beside the form, by name. */
  readonly media: ReadonlyMap<string, Uint8Array>
  /** Share of the work that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void
}

const zipped: (files: AsyncZippable, options: AsyncZipOptions) => Promise<Uint8Array> = promisify(zip)

/**
 * All that a form becomes as one ZIP: the XLSForm, the XForm, the codebook, `media/`, and in `pedoman/` a book for each
 * role as HTML and PDF with the quiz stubs. The same form gives the same bytes. Throws `noBrowser`.
 */
export async function packageForm({
  source,
  compiled,
  xform,
  media,
  onProgress,
}: FormPackage): Promise<Uint8Array> {
  const { form } = compiled
  const made = compiled.media.made.map(({ name, text }) => [`media/${name}`, strToU8(text)] as const)
  const files = new Map<string, Uint8Array>([
    [source.name, source.bytes],
    ...[...formFiles(compiled, xform)].map(([name, text]) => [name, strToU8(text)] as const),
    ...made,
    ...[...media].map(([name, bytes]) => [`media/${name}`, bytes] as const),
  ])
  const manuals = manualsOf(form)
  if (manuals.length > 0) {
    await using printer = await openPrinter()
    files.set('pedoman/kuis.csv', strToU8(renderCsv([quizHeadings, ...quizRows(form)])))
    for (const [index, manual] of manuals.entries()) {
      onProgress?.(index / (manuals.length + 1))
      const name = `pedoman/${bookName(manual.role, 'id')}`
      files.set(`${name}.html`, strToU8(renderManual(manual, 'id')))
      files.set(`${name}.pdf`, await printBook(manual, 'id', printer))
    }
  }
  onProgress?.(manuals.length / (manuals.length + 1))
  return await zipped(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 6 })
}

import { extname } from 'node:path'
import { formFiles, manualsOf, openPrinter, packageForm, printBook } from '../../engine/index.ts'
import { type CompiledForm, type Manual, type Role, renderManual } from '../../questionnaire/index.ts'
import {
  type FormFileName,
  type PreparedFileName,
  formFileNames,
  preparedFileNames,
} from '../contract/form.ts'
import { problems } from '../problems.ts'

/** A form version with all that goes with it. */
export type FormContents = {
  readonly compiled: CompiledForm
  /** The one that phones got. */
  readonly xform: string
  readonly source: { readonly name: string; readonly bytes: Uint8Array }
  readonly media: ReadonlyMap<string, Uint8Array>
}

/** A file that is made while one waits. @throws Problem `notFound` for a manual of a role that has none */
export function renderFormFile(
  name: FormFileName,
  { compiled, xform, source }: Omit<FormContents, 'media'>,
): string | Uint8Array {
  if (name === 'xlsform') return source.bytes
  const text = formFiles(compiled, xform).get(name)
  return text ?? renderManual(getManual(compiled, name), 'id')
}

/** A file that takes seconds: a printed manual, or the archive of everything. */
export async function prepareFormFile(
  name: PreparedFileName,
  { compiled, xform, source, media }: FormContents,
  onProgress: (share: number) => void,
): Promise<Uint8Array> {
  if (name === 'everything.zip') return await packageForm({ source, compiled, xform, media, onProgress })
  const manual = getManual(compiled, name)
  await using printer = await openPrinter()
  return await printBook(manual, 'id', printer)
}

function getManual({ form }: CompiledForm, file: string): Manual {
  const manual = manualsOf(form).find(({ role }) => isOfRole(file, role))
  if (!manual) throw problems.notFound()
  return manual
}

/** Manuals are offered to the roles that something in the form is written for. */
export function filesOf({ form }: CompiledForm) {
  const manuals = manualsOf(form)
  const offered = (name: string) =>
    !name.startsWith('manual-') || manuals.some(({ role }) => isOfRole(name, role))
  return { files: formFileNames.filter(offered), prepared: preparedFileNames.filter(offered) }
}

function isOfRole(file: string, role: Role): boolean {
  return file.startsWith(`manual-${role}.`)
}

const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
}

/** The media type of a file, by the end of its name. */
export function typeOf(name: string): string {
  return types[extname(name).toLowerCase()] ?? 'application/octet-stream'
}

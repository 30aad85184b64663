import type { Language } from '../../kernel/index.ts'
import {
  type CompiledForm,
  type FormComparison,
  type Manual,
  type Role,
  manualOf,
  renderManual,
  roleNames,
  roles as allRoles,
} from '../../questionnaire/index.ts'
import type { Printer } from '../print/index.ts'

/** The manuals of the roles for which a form holds anything. */
export function manualsOf(form: CompiledForm['form'], roles: readonly Role[] = allRoles): readonly Manual[] {
  return roles
    .map((role) => manualOf(form, role))
    .filter(({ sections, chapters }) => sections.length + chapters.length > 0)
}

/** `pedoman-pencacah`, `manual-enumerator`. */
export function bookName(role: Role, language: Language): string {
  const prefix = language === 'id' ? 'pedoman' : 'manual'
  return `${prefix}-${roleNames[role][language].replaceAll(' ', '-')}`
}

/** A manual as a printed book. */
export async function printBook(
  manual: Manual,
  language: Language,
  printer: Printer,
  comparison?: FormComparison,
): Promise<Uint8Array<ArrayBuffer>> {
  const footer = `${manual.title[language]} · ${roleNames[manual.role][language]} · ${manual.version}`
  return await printer.print(renderManual(manual, language, comparison), { footer })
}

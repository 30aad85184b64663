import { type CompiledSource, compileSource } from '../../engine/index.ts'
import { type CompiledForm, messageOf } from '../../questionnaire/index.ts'
import {
  type Db,
  type FormMediaRow,
  type FormVersionHead,
  findFormContent,
  findFormVersion,
  readFormMedia,
} from '../../store/index.ts'
import type { FormDetail, FormVersion } from '../contract/form.ts'
import { problems } from '../problems.ts'
import { findingsIn } from './findings.ts'
import { type FormContents, filesOf } from './form-files.ts'

export function renderVersion({ areaId: _, ...head }: FormVersionHead): FormVersion {
  return head
}

/** @throws Problem `notFound` */
export const getFormVersion =
  (formVersionId: string) =>
  async (db: Db): Promise<FormVersionHead> => {
    const head = await findFormVersion(formVersionId)(db)
    if (!head) throw problems.notFound()
    return head
  }

export type ReadForm = Omit<FormContents, 'media'> & Pick<CompiledSource, 'workbook' | 'issues'>

/** A version compiled again from what was uploaded. @throws Problem `notFound`, `formNoLongerCompiles` */
export const readForm =
  (formVersionId: string) =>
  async (db: Db): Promise<ReadForm> => {
    const content = await findFormContent(formVersionId)(db)
    if (!content) throw problems.notFound()
    const source = { name: content.fileName, bytes: content.source }
    const { compiled, ...rest } = compileSource(source)
    if (!compiled) throw problems.formNoLongerCompiles()
    return { ...rest, compiled, source, xform: content.xform }
  }

/** The same with the files beside it. @throws Problem `notFound`, `formNoLongerCompiles` */
export const readContents =
  (formVersionId: string) =>
  async (db: Db): Promise<FormContents> => {
    const form = await readForm(formVersionId)(db)
    return { ...form, media: await readFormMedia(formVersionId)(db) }
  }

/** Every file that a form expects beside it, there or not. */
export function mediaOf({ media }: CompiledForm, kept: readonly FormMediaRow[]): FormDetail['media'] {
  const byName = new Map(kept.map((file) => [file.name, file]))
  return media.wanted.map((name) => {
    const file = byName.get(name)
    return { name, size: file?.size ?? null, at: file?.at ?? null }
  })
}

export function renderDetail(
  head: FormVersionHead,
  { workbook, issues, compiled }: ReadForm,
  kept: readonly FormMediaRow[],
): FormDetail {
  return {
    ...renderVersion(head),
    ...findingsIn(workbook, issues),
    ...filesOf(compiled),
    media: mediaOf(compiled, kept),
    items: compiled.dictionary.items.map(({ name, groups, type, label, required, universe }) => ({
      path: [...groups, name].join('/'),
      name,
      type,
      label: messageOf(label) ?? { id: name, en: name },
      required,
      universe: universe ?? null,
    })),
  }
}

import { Buffer } from 'node:buffer'
import { type CompiledSource, compileSource } from '../../engine/index.ts'
import { messageOf } from '../../questionnaire/index.ts'
import {
  type Db,
  type FormContent,
  type FormVersionHead,
  findFormContent,
  findFormVersion,
} from '../../store/index.ts'
import type { FormDetail, FormVersion } from '../contract/form.ts'
import { problems } from '../problems.ts'
import { findingsIn } from './findings.ts'
import { filesOf } from './form-files.ts'

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

export type ReadForm = Required<CompiledSource> & {
  readonly compiled: NonNullable<CompiledSource['compiled']>
  readonly content: FormContent
}

/** A version compiled again from what was uploaded. @throws Problem `notFound`, `formNoLongerCompiles` */
export const readForm =
  (formVersionId: string) =>
  async (db: Db): Promise<ReadForm> => {
    const content = await findFormContent(formVersionId)(db)
    if (!content) throw problems.notFound()
    const { compiled, ...rest } = compileSource({
      name: content.fileName,
      bytes: Buffer.from(content.source),
    })
    if (!compiled) throw problems.formNoLongerCompiles()
    return { ...rest, compiled, content }
  }

export function renderDetail(head: FormVersionHead, { workbook, issues, compiled }: ReadForm): FormDetail {
  return {
    ...renderVersion(head),
    ...findingsIn(workbook, issues),
    files: [...filesOf(compiled)],
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

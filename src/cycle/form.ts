import { type AccountId, type AreaId, type Issue, isError } from '../kernel/index.ts'
import { type CompiledForm, messageOf } from '../questionnaire/index.ts'
import { type ActorDb, createFormVersion, publishForm } from '../store/index.ts'

export type FormUpload = {
  readonly formVersionId: string
  readonly areaId: AreaId
  readonly file: { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string }
  readonly uploadedBy: AccountId
}

/** Keeps an authored questionnaire as a version; `false` when the office has that version, or it has errors. */
export const keepForm =
  (
    { formVersionId, areaId, file, uploadedBy }: FormUpload,
    { form, xform }: CompiledForm,
    issues: readonly Issue[],
  ) =>
  async (db: ActorDb): Promise<boolean> => {
    if (xform === undefined || issues.some(isError)) return false
    const { formId, version, title } = form.settings
    const kept = await createFormVersion({
      formVersionId,
      areaId,
      formId,
      version,
      title: messageOf(title)?.id ?? formId,
      fileName: file.name,
      source: Buffer.from(file.bytes),
      sourceSha256: file.sha256,
      xform,
      issues,
      uploadedBy,
    })(db)
    if (kept)
      db.audit({
        action: 'form.upload',
        subject: formVersionId,
        areaId,
        detail: `form=${formId} version=${version} sha256=${file.sha256}`,
      })
    return kept
  }

export type FormRelease = {
  readonly action: 'publish' | 'withdraw'
  readonly formVersionId: string
  readonly areaId: AreaId
  readonly formId: string
  readonly version: string
  readonly reason: string
  readonly publishedBy: AccountId
}

/** Makes a version the one that phones get, or takes it back. */
export const releaseForm =
  ({ action, formVersionId, areaId, formId, version, reason, publishedBy }: FormRelease) =>
  async (db: ActorDb): Promise<void> => {
    const published = action === 'publish' ? formVersionId : undefined
    await publishForm({ areaId, formId, formVersionId: published, reason, publishedBy })(db)
    db.audit({
      action: `form.${action}`,
      subject: formVersionId,
      areaId,
      reason,
      detail: `form=${formId} version=${version}`,
    })
  }

import { createHash } from 'node:crypto'
import { type Keys, isSigned, publicKeys } from '../../access/index.ts'
import { checkList, manifestSchema, maskName } from '../../exchange/index.ts'
import type { DifferenceRow, ListHead, ListLineRow } from '../../store/index.ts'
import type {
  DifferenceLine,
  ListBrief,
  ListLine,
  ListVerification,
  PublishedList,
} from '../contract/list.ts'
import type { ReasonTexts } from '../family/programmes.ts'

export function renderBrief({
  listId,
  programme,
  nameId,
  nameEn,
  period,
  counts,
  quota,
  publishedAt,
  previousListId,
}: ListHead): ListBrief {
  return {
    listId,
    programme,
    name: { id: nameId, en: nameEn },
    period,
    counts,
    quota,
    signedAt: publishedAt,
    previousListId,
  }
}

export function renderList(head: ListHead): PublishedList {
  const { snapshotSha256, modelSha256, programmeSha256, csvSha256 } = manifestSchema.parse(head.manifest)
  const { signature, keyId } = head
  return {
    ...renderBrief(head),
    snapshotSha256,
    modelSha256,
    ruleSha256: programmeSha256,
    csvSha256,
    signature,
    keyId,
  }
}

export function renderLine(
  { headName, reasons, ...line }: ListLineRow,
  programme: string,
  reasonTexts: ReasonTexts,
): ListLine {
  const told = reasons.map((code) => ({ code, text: reasonTexts(programme, code) }))
  return { ...line, headNameMasked: maskName(headName ?? '', 'initials'), reasons: told }
}

export function renderDifference({ headName, reasonId, reasonEn, ...line }: DifferenceRow): DifferenceLine {
  const reasons = [{ code: line.kind, text: { id: reasonId, en: reasonEn } }]
  return { ...line, headNameMasked: maskName(headName ?? '', 'initials'), reasons }
}

/** Whether the list is the one that was signed: the manifest under its signature, and the file under the manifest. */
export function verifyList(
  { manifest, signature, keyId }: ListHead,
  csv: string,
  keys: Keys,
): ListVerification {
  const signed = publicKeys(keys, 'lists')
  const list = { csv, manifest: manifestSchema.parse(manifest), signature: { kid: keyId, signature } }
  const issues = checkList(list, {
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    isSigned: (body, given) => isSigned(signed, 'list', body, given),
  })
  const check = (name: string, code: string) => {
    const found = issues.find((issue) => issue.code === code)
    return { name, ok: found === undefined, detail: found?.message ?? null }
  }
  return {
    ok: issues.length === 0,
    checks: [check('signature', 'list_not_signed'), check('csv', 'list_file_changed')],
  }
}

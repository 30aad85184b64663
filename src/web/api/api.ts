import { get, getText, patch, post, queryString, remove, upload } from './client.ts'
import type { AreaSummary, MapMeasure } from '../../server/contract/area.ts'
import type { AuditEntry, AuditVerification } from '../../server/contract/audit.ts'
import type { Change, ChangePreview, ChangeRequest } from '../../server/contract/change.ts'
import type { Page } from '../../server/contract/common.ts'
import type { Cycle } from '../../server/contract/cycle.ts'
import type { DecisionAskedFor, DecisionOptions } from '../../server/contract/decision.ts'
import type {
  DuplicatePair,
  DuplicateSummary,
  Merge,
  MergePreview,
  NewJudgement,
  PairBrief,
  StartSearch,
} from '../../server/contract/duplicate.ts'
import type { Family, FamilyBrief } from '../../server/contract/family.ts'
import type {
  AnswerReport,
  Comparison,
  FormDetail,
  FormMedia,
  FormVersion,
  PreparedFileName,
  UploadedForm,
} from '../../server/contract/form.ts'
import type { ImportBatch, ImportRow, Resolution } from '../../server/contract/import.ts'
import type {
  DifferenceLine,
  ListBrief,
  ListLine,
  ListVerification,
  PublishedList,
} from '../../server/contract/list.ts'
import type { StartLetters } from '../../server/contract/letter.ts'
import type { Job } from '../../server/contract/job.ts'
import type {
  ErrorMap,
  ModelBrief,
  ModelDecision,
  ModelVerification,
  QuotaPreview,
  RankingModel,
  TrainModel,
  Workbench,
} from '../../server/contract/model.ts'
import type { DecidePilot, NewPilotNote, Pilot, PilotBrief, PilotSize } from '../../server/contract/pilot.ts'
import type { Decision, NewProposal, Proposal } from '../../server/contract/proposal.ts'
import type { ScoreReasons } from '../../server/contract/score.ts'
import type {
  AccountChange,
  ListedAccount,
  NewAccount,
  Session,
  SignInAnswer,
} from '../../server/contract/session.ts'
import type { AreaMap } from '../map/area-map.ts'

/** Every route of the console, by the name of what it gives. `signal` ends a request whose answer is no longer wanted. */
export const api = {
  session: () => get<Session>('/api/session'),
  signIn: (login: string, password: string) => post<SignInAnswer>('/api/session', { login, password }),
  secondFactor: (code: string) => post<Session>('/api/session/second-factor', { code }),
  signOut: () => remove<null>('/api/session'),
  changePassword: (current: string, next: string) => post<null>('/api/session/password', { current, next }),
  startTotp: () => post<{ readonly secret: string; readonly otpauthUrl: string }>('/api/session/totp'),
  confirmTotp: (code: string) =>
    post<{ readonly recoveryCodes: readonly string[] }>('/api/session/totp/confirm', { code }),

  accounts: (signal?: AbortSignal) => get<Page<ListedAccount>>('/api/accounts?size=200', signal),
  createAccount: (account: NewAccount) => post<ListedAccount>('/api/accounts', account),
  changeAccount: (id: string, change: AccountChange) => patch<ListedAccount>(`/api/accounts/${id}`, change),

  cycle: (signal?: AbortSignal) => get<Cycle>('/api/cycle', signal),

  search: (query: SearchQuery, signal?: AbortSignal) =>
    get<Page<FamilyBrief>>(`/api/search${queryString(query)}`, signal),
  searchNumber: (number: string) => post<Page<FamilyBrief>>('/api/search/number', { number }),
  family: (id: string, asOf: string, knownAt: string, signal?: AbortSignal) =>
    get<Family>(`/api/families/${id}${queryString({ asOf, knownAt })}`, signal),
  scoreReasons: (id: string, asOf: string, knownAt: string, signal?: AbortSignal) =>
    get<ScoreReasons>(`/api/families/${id}/score-reasons${queryString({ asOf, knownAt })}`, signal),
  changes: (id: string, signal?: AbortSignal) =>
    get<{ readonly items: readonly Change[] }>(`/api/families/${id}/changes`, signal),
  previewChange: (id: string, change: ChangeRequest) =>
    post<ChangePreview>(`/api/families/${id}/changes/preview`, change),
  makeChange: (id: string, change: ChangeRequest) =>
    post<{ readonly changeId: string }>(`/api/families/${id}/changes`, change),
  reveal: (id: string, subject: string, reason: string) =>
    post<{ readonly number: string }>(`/api/families/${id}/reveal`, { subject, reason }),

  areas: (parent?: number, signal?: AbortSignal) =>
    get<readonly AreaSummary[]>(`/api/areas${queryString({ parent })}`, signal),
  areaMap: (id: number, measure: MapMeasure, signal?: AbortSignal) =>
    get<AreaMap>(`/api/areas/${id}/map${queryString({ measure })}`, signal),

  forms: (signal?: AbortSignal) => get<{ readonly items: readonly FormVersion[] }>('/api/forms', signal),
  uploadForm: (file: File, onProgress: (share: number) => void) =>
    upload<UploadedForm>('/api/forms', file, onProgress),
  form: (id: string, signal?: AbortSignal) => get<FormDetail>(`/api/forms/${id}`, signal),
  formFile: (id: string, file: string, signal?: AbortSignal) =>
    getText(`/api/forms/${id}/files/${file}`, signal),
  compareForms: (id: string, older: string, signal?: AbortSignal) =>
    get<Comparison>(`/api/forms/${id}/comparison/${older}`, signal),
  uploadFormMedia: (id: string, file: File, onProgress: (share: number) => void) =>
    upload<{ readonly media: readonly FormMedia[] }>(`/api/forms/${id}/media`, file, onProgress),
  prepareFormFile: (id: string, file: PreparedFileName) =>
    post<JobStarted>(`/api/forms/${id}/prepared/${file}`),
  publishForm: (id: string, reason: string) => post<FormVersion>(`/api/forms/${id}/publish`, { reason }),
  withdrawForm: (id: string, reason: string) => post<FormVersion>(`/api/forms/${id}/withdraw`, { reason }),
  checkAnswers: (id: string, file: File, onProgress: (share: number) => void) =>
    upload<AnswerReport>(`/api/forms/${id}/answers`, file, onProgress),

  pilots: (signal?: AbortSignal) => get<{ readonly items: readonly PilotBrief[] }>('/api/pilots', signal),
  uploadPilot: (file: File, query: PilotQuery, onProgress: (share: number) => void) =>
    upload<{ readonly pilotId: string; readonly jobId: string }>(
      `/api/pilots${queryString(query)}`,
      file,
      onProgress,
    ),
  pilot: (id: string, signal?: AbortSignal) => get<Pilot>(`/api/pilots/${id}`, signal),
  decidePilot: (id: string, decision: DecidePilot) => post<Pilot>(`/api/pilots/${id}/decisions`, decision),
  notePilot: (id: string, note: NewPilotNote) => post<Pilot>(`/api/pilots/${id}/notes`, note),
  pilotSize: (query: PilotSizeQuery, signal?: AbortSignal) =>
    get<PilotSize>(`/api/pilot-size${queryString(query)}`, signal),

  imports: (page: number, signal?: AbortSignal) =>
    get<Page<ImportBatch>>(`/api/imports${queryString({ page, size: 20 })}`, signal),
  uploadImport: (file: File, listDate: string, onProgress: (share: number) => void) =>
    upload<{ readonly batchId: string }>(
      `/api/imports${queryString({ profile: 'siks-ng', listDate })}`,
      file,
      onProgress,
    ),
  importBatch: (id: string, signal?: AbortSignal) => get<ImportBatch>(`/api/imports/${id}`, signal),
  importRows: (id: string, query: ImportRowsQuery, signal?: AbortSignal) =>
    get<Page<ImportRow>>(`/api/imports/${id}/rows${queryString(query)}`, signal),
  resolveRow: (id: string, row: number, resolution: Resolution) =>
    post<ImportRow>(`/api/imports/${id}/rows/${row}/resolve`, resolution),
  promote: (id: string, reason: string) => post<ImportBatch>(`/api/imports/${id}/promote`, { reason }),
  discard: (id: string) => post<ImportBatch>(`/api/imports/${id}/discard`),

  duplicateSummary: (signal?: AbortSignal) => get<DuplicateSummary>('/api/duplicates/summary', signal),
  duplicates: (query: { readonly state: string; readonly page: number }, signal?: AbortSignal) =>
    get<Page<PairBrief>>(`/api/duplicates${queryString({ ...query, size: 20 })}`, signal),
  findDuplicates: (asked: StartSearch) => post<JobStarted>('/api/duplicates/runs', asked),
  pair: (id: string, signal?: AbortSignal) => get<DuplicatePair>(`/api/duplicates/${id}`, signal),
  judgePair: (id: string, judgement: NewJudgement) =>
    post<DuplicatePair>(`/api/duplicates/${id}/judgements`, judgement),
  merges: (query: { readonly personId?: string; readonly page: number }, signal?: AbortSignal) =>
    get<Page<Merge>>(`/api/merges${queryString({ ...query, size: 20 })}`, signal),
  previewMerge: (keptId: string, asked: Merging) =>
    post<MergePreview>(`/api/persons/${keptId}/merge/preview`, asked),
  mergePersons: (keptId: string, asked: Merging & { readonly reason: string }) =>
    post<{ readonly changeId: string }>(`/api/persons/${keptId}/merge`, asked),
  unmergePersons: (keptId: string, mergeId: string, reason: string) =>
    post<{ readonly changeId: string }>(`/api/persons/${keptId}/unmerge`, { mergeId, reason }),

  printLetters: (asked: StartLetters) => post<JobStarted>('/api/letters', asked),

  workbench: (signal?: AbortSignal) => get<Workbench>('/api/workbench', signal),
  uploadSurvey: (file: File, onProgress: (share: number) => void) =>
    upload<{ readonly name: string }>('/api/surveys', file, onProgress),
  trainModel: (training: TrainModel) => post<JobStarted>('/api/models', training),
  models: (signal?: AbortSignal) => get<{ readonly items: readonly ModelBrief[] }>('/api/models', signal),
  errorMap: (id: string, signal?: AbortSignal) => get<ErrorMap>(`/api/models/${id}/error-map`, signal),
  quotas: (map: string, signal?: AbortSignal) =>
    get<QuotaPreview>(`/api/quotas${queryString({ map: map === '' ? undefined : map })}`, signal),
  model: (id: string, signal?: AbortSignal) => get<RankingModel>(`/api/models/${id}`, signal),
  decideModel: (id: string, decision: ModelDecision) => post<null>(`/api/models/${id}/steps`, decision),
  rankByModel: (id: string) => post<JobStarted>(`/api/models/${id}/runs`),
  verifyModel: (id: string) => post<ModelVerification>(`/api/models/${id}/verify`),

  lists: (signal?: AbortSignal) => get<Page<ListBrief>>('/api/lists?size=200', signal),
  list: (id: string, signal?: AbortSignal) => get<PublishedList>(`/api/lists/${id}`, signal),
  listLines: (id: string, query: ListLinesQuery, signal?: AbortSignal) =>
    get<Page<ListLine>>(`/api/lists/${id}/lines${queryString(query)}`, signal),
  listDifference: (id: string, query: DifferenceQuery, signal?: AbortSignal) =>
    get<Page<DifferenceLine>>(`/api/lists/${id}/difference${queryString(query)}`, signal),
  verifyList: (id: string) => post<ListVerification>(`/api/lists/${id}/verify`),

  decisionOptions: (signal?: AbortSignal) => get<DecisionOptions>('/api/decisions/options', signal),
  previewDecision: (asked: DecisionAskedFor) => post<JobStarted>('/api/decisions/preview', asked),
  publishDecision: (asked: DecisionAskedFor & { readonly csvSha256: string; readonly reason: string }) =>
    post<JobStarted>('/api/decisions/publish', asked),
  adoptList: (list: AdoptedList, file: File) =>
    upload<JobStarted>(`/api/decisions/adopt${queryString(list)}`, file, () => undefined),
  job: <Result>(id: string) => get<JobOf<Result>>(`/api/jobs/${id}`),

  proposals: (query: ProposalsQuery, signal?: AbortSignal) =>
    get<Page<Proposal>>(`/api/proposals${queryString(query)}`, signal),
  propose: (proposal: NewProposal) => post<{ readonly proposalId: string }>('/api/proposals', proposal),
  decideProposal: (id: string, decision: Decision) => post<Proposal>(`/api/proposals/${id}/decide`, decision),

  audit: (query: AuditQuery, signal?: AbortSignal) =>
    get<Page<AuditEntry>>(`/api/audit${queryString(query)}`, signal),
  verifyAudit: () => post<AuditVerification>('/api/audit/verify'),
}

export type AdoptedList = {
  readonly programme: string
  readonly period: string
  readonly decisionDate: string
  readonly csvSha256: string
  readonly reason: string
}
type Merging = {
  readonly absorbedId: string
  readonly newHead?:
    | { readonly personId: string; readonly relations: Readonly<Record<string, string>> }
    | undefined
}
export type JobStarted = { readonly jobId: string }
/** A job with what its kind gives. */
export type JobOf<Result> = Omit<Job, 'result'> & { readonly result: Result | null }

type SearchQuery = {
  readonly q: string
  readonly areaId: string
  readonly decile: string
  readonly status: string
  readonly page: number
}
type PilotQuery = {
  readonly formVersionId: string
  readonly name: string
  readonly pairs: string
  readonly stable: string
  readonly expected: string
  readonly survey: string
}
type PilotSizeQuery = Readonly<
  Record<'problem' | 'share' | 'margin' | 'perArm' | 'perEnumerator' | 'rho', string>
>
type ImportRowsQuery = { readonly outcome: string; readonly code: string; readonly page: number }
type ListLinesQuery = { readonly outcome: string; readonly q: string; readonly page: number }
type DifferenceQuery = { readonly kind: string; readonly page: number }
type ProposalsQuery = { readonly state: string; readonly page: number }
type AuditQuery = { readonly action: string; readonly page: number }

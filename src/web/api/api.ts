import { get, patch, post, queryString, remove, upload } from './client.ts'
import type * as T from './types.ts'

/** Every route of the console, by the name of what it gives. `signal` ends a request whose answer is no longer wanted. */
export const api = {
  session: () => get<T.Session>('/api/session'),
  signIn: (login: string, password: string) => post<T.SignInAnswer>('/api/session', { login, password }),
  secondFactor: (code: string) => post<T.Session>('/api/session/second-factor', { code }),
  signOut: () => remove<null>('/api/session'),
  changePassword: (current: string, next: string) => post<null>('/api/session/password', { current, next }),
  startTotp: () => post<{ readonly secret: string; readonly otpauthUrl: string }>('/api/session/totp'),
  confirmTotp: (code: string) =>
    post<{ readonly recoveryCodes: readonly string[] }>('/api/session/totp/confirm', { code }),

  accounts: (signal?: AbortSignal) => get<T.Page<T.ListedAccount>>('/api/accounts?size=200', signal),
  createAccount: (account: T.NewAccount) => post<T.ListedAccount>('/api/accounts', account),
  changeAccount: (id: string, change: T.AccountChange) =>
    patch<T.ListedAccount>(`/api/accounts/${id}`, change),

  cycle: (signal?: AbortSignal) => get<T.Cycle>('/api/cycle', signal),

  search: (query: SearchQuery, signal?: AbortSignal) =>
    get<T.Page<T.FamilyBrief>>(`/api/search${queryString(query)}`, signal),
  searchNumber: (number: string) => post<T.Page<T.FamilyBrief>>('/api/search/number', { number }),
  family: (id: string, asOf: string, knownAt: string, signal?: AbortSignal) =>
    get<T.Family>(`/api/families/${id}${queryString({ asOf, knownAt })}`, signal),
  changes: (id: string, signal?: AbortSignal) =>
    get<{ readonly items: readonly T.Change[] }>(`/api/families/${id}/changes`, signal),
  previewChange: (id: string, change: T.ChangeRequest) =>
    post<T.ChangePreview>(`/api/families/${id}/changes/preview`, change),
  makeChange: (id: string, change: T.ChangeRequest) =>
    post<{ readonly changeId: string }>(`/api/families/${id}/changes`, change),
  reveal: (id: string, subject: string, reason: string) =>
    post<{ readonly number: string }>(`/api/families/${id}/reveal`, { subject, reason }),

  areas: (parent?: number, signal?: AbortSignal) =>
    get<readonly T.AreaSummary[]>(`/api/areas${queryString({ parent })}`, signal),
  areaMap: (id: number, measure: T.MapMeasure, signal?: AbortSignal) =>
    get<T.AreaMap>(`/api/areas/${id}/map${queryString({ measure })}`, signal),

  imports: (page: number, signal?: AbortSignal) =>
    get<T.Page<T.ImportBatch>>(`/api/imports${queryString({ page, size: 20 })}`, signal),
  uploadImport: (file: File, profile: string, onProgress: (share: number) => void) =>
    upload<{ readonly batchId: string }>(`/api/imports${queryString({ profile })}`, file, onProgress),
  importBatch: (id: string, signal?: AbortSignal) => get<T.ImportBatch>(`/api/imports/${id}`, signal),
  importRows: (id: string, query: ImportRowsQuery, signal?: AbortSignal) =>
    get<T.Page<T.ImportRow>>(`/api/imports/${id}/rows${queryString(query)}`, signal),
  resolveRow: (id: string, row: number, resolution: T.Resolution) =>
    post<T.ImportRow>(`/api/imports/${id}/rows/${row}/resolve`, resolution),
  promote: (id: string, reason: string) => post<T.ImportBatch>(`/api/imports/${id}/promote`, { reason }),
  discard: (id: string) => post<T.ImportBatch>(`/api/imports/${id}/discard`),

  lists: (signal?: AbortSignal) => get<T.Page<T.ListBrief>>('/api/lists?size=200', signal),
  list: (id: string, signal?: AbortSignal) => get<T.PublishedList>(`/api/lists/${id}`, signal),
  listLines: (id: string, query: ListLinesQuery, signal?: AbortSignal) =>
    get<T.Page<T.ListLine>>(`/api/lists/${id}/lines${queryString(query)}`, signal),
  listDifference: (id: string, query: DifferenceQuery, signal?: AbortSignal) =>
    get<T.Page<T.DifferenceLine>>(`/api/lists/${id}/difference${queryString(query)}`, signal),
  verifyList: (id: string) => post<T.ListVerification>(`/api/lists/${id}/verify`),

  proposals: (query: ProposalsQuery, signal?: AbortSignal) =>
    get<T.Page<T.Proposal>>(`/api/proposals${queryString(query)}`, signal),
  propose: (proposal: T.NewProposal) => post<{ readonly proposalId: string }>('/api/proposals', proposal),
  decideProposal: (id: string, decision: T.Decision) =>
    post<T.Proposal>(`/api/proposals/${id}/decide`, decision),

  audit: (query: AuditQuery, signal?: AbortSignal) =>
    get<T.Page<T.AuditEntry>>(`/api/audit${queryString(query)}`, signal),
  verifyAudit: () => post<T.AuditVerification>('/api/audit/verify'),
}

type SearchQuery = {
  readonly q: string
  readonly areaId: string
  readonly decile: string
  readonly status: string
  readonly page: number
}
type ImportRowsQuery = { readonly outcome: string; readonly code: string; readonly page: number }
type ListLinesQuery = { readonly outcome: string; readonly q: string; readonly page: number }
type DifferenceQuery = { readonly kind: string; readonly page: number }
type ProposalsQuery = { readonly state: string; readonly page: number }
type AuditQuery = { readonly action: string; readonly page: number }

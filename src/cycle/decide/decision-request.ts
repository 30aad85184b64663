import type { ListedFamily, SignManifest } from '../../exchange/index.ts'
import type { AreaId, Json, PlainDate } from '../../kernel/index.ts'
import type { RecipientInForce } from '../../store/index.ts'
import type { Programme, Quota } from '../../targeting/index.ts'

/** The list before: what the new one is compared with. */
export type PreviousList = {
  readonly listId: string
  readonly csvSha256: string
  readonly families: readonly ListedFamily[]
}

/** All that a decision comes from. The same request gives the same list, byte for byte. */
export type DecisionRequest = {
  readonly listId: string
  readonly areaId: AreaId
  /** Kemendagri code of the area decided for, or `nationCode`; families outside it are left out. */
  readonly areaCode: string
  readonly runId: string
  readonly programme: Programme
  /** The programme's file as parsed JSON: its hash names the rule. */
  readonly programmeFile: Json
  readonly period: string
  readonly decisionDate: PlainDate
  readonly quota: readonly Quota[]
  /** Who receives the programme when the decision is made. */
  readonly recipients: readonly RecipientInForce[]
  readonly snapshotDir: string
  readonly scoresFile: string
  readonly snapshotSha256: string
  readonly modelSha256: string
  readonly previous?: PreviousList | undefined
  readonly sign: SignManifest
}

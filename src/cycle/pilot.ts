import type { AccountId, AreaId, Issue } from '../kernel/index.ts'
import { type AssessSettings, type PilotData, assessPilot } from '../quality/index.ts'
import { type ActorDb, createPilot } from '../store/index.ts'

export type PilotToKeep = {
  readonly pilotId: string
  readonly areaId: AreaId
  readonly formVersionId: string
  readonly name: string
  readonly filesSha256: string
  readonly data: PilotData
  readonly settings: AssessSettings
  /** What could not be measured, and why. */
  readonly issues: readonly Pick<Issue, 'message'>[]
  readonly createdBy: AccountId
}

/** Measures a pilot and keeps its item cards. */
export const keepPilot =
  ({ data, settings, ...pilot }: PilotToKeep) =>
  async (db: ActorDb): Promise<void> => {
    const { pilotId: subject, areaId, filesSha256 } = pilot
    await createPilot({
      ...pilot,
      settings: { ...settings, gains: Object.fromEntries(settings.gains) },
      assessment: assessPilot(data, settings),
    })(db)
    db.audit({ action: 'pilot.assess', subject, areaId, detail: `sha256=${filesSha256}` })
  }

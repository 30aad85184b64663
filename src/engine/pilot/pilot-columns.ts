/** Names of the questions or columns that say who asked whom, where, and for the how manieth time. */
export type PilotColumns = {
  readonly enumerator: string
  readonly team: string
  readonly village: string
  readonly household: string
  readonly retest: string
  /** The answer there that means "asked again". */
  readonly retestValue: string
  readonly outcome: string
  /** The answer there that means "complete". */
  readonly completeValue: string
}

export type PilotRole = 'enumerator' | 'team' | 'village' | 'household' | 'retest' | 'outcome'

/** Names that are looked for when none is given, the first that the data have. */
const usual: Readonly<Record<PilotRole, readonly string[]>> = {
  enumerator: ['enumerator', 'pencacah', 'ppl', 'username', 'SubmitterName', 'deviceid'],
  team: ['team', 'tim', 'pml', 'pengawas', 'supervisor'],
  village: ['village', 'desa', 'kode_desa', 'village_code'],
  household: ['household', 'household_id', 'id_keluarga', 'id_rumah_tangga', 'family_id'],
  retest: ['retest', 'kunjungan', 'uji_ulang'],
  outcome: ['outcome', 'hasil', 'hasil_kunjungan', 'result'],
}

export const pilotRoles: readonly PilotRole[] = [
  'enumerator',
  'team',
  'village',
  'household',
  'retest',
  'outcome',
]

/** Which names of the data play which role; `undefined` where none does. */
export function chooseColumns(
  known: ReadonlySet<string>,
  given: Partial<PilotColumns>,
): Readonly<Record<PilotRole, string | undefined>> {
  const choose = (role: PilotRole) => {
    const name = given[role]
    return name === undefined ? usual[role].find((usualName) => known.has(usualName)) : name
  }
  return {
    enumerator: choose('enumerator'),
    team: choose('team'),
    village: choose('village'),
    household: choose('household'),
    retest: choose('retest'),
    outcome: choose('outcome'),
  }
}

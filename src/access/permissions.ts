import { problems } from './problems.ts'
import { type Role, roles } from './roles.ts'

const office: readonly Role[] = ['statistician', 'data_manager', 'district', 'auditor']
const console: readonly Role[] = [...office, 'village_operator', 'supervisor']
const readers: readonly Role[] = ['administrator', ...console]

/**
 * Who may do what: the one table. Where it may be done is another matter, decided by the database (row level security).
 * Whoever manages accounts sees no family, and whoever audits changes nothing.
 */
const grants = {
  /** See the steps of the update cycle with their counts and rates. */
  'cycle.view': readers,
  /** See the areas and the map of aggregates. */
  'area.view': readers,
  /** Search families and open one: facts, sources, history, score and reasons. NIK and KK are masked. */
  'family.view': console,
  /** Find a family by a full NIK or KK. */
  'family.search_number': ['data_manager', 'district', 'village_operator', 'auditor'],
  /** Unmask one NIK or KK, with a reason that is logged. */
  'number.reveal': ['data_manager', 'district', 'village_operator'],
  /** Propose a change, or object to a decision, on behalf of a family. */
  'proposal.submit': ['data_manager', 'district', 'village_operator', 'supervisor'],
  /** See proposals and objections. */
  'proposal.view': console,
  /** Accept, return or refuse a proposal or an objection. */
  'proposal.decide': ['data_manager', 'district'],
  /** Write a change of a family into the ledger: birth, death, move, split, correction, deactivation. */
  'change.record': ['data_manager', 'district'],
  /** Declare two persons to be one, and undo that. */
  'person.merge': ['data_manager', 'district'],
  /** Print letters to families whose people the civil register does not bear out. */
  'register.letter': ['data_manager', 'district', 'village_operator'],
  /** See pairs of persons who may be one, and what was decided of them. */
  'duplicate.view': ['data_manager', 'district', 'supervisor', 'statistician', 'auditor'],
  /** Judge whether a pair is one person: two reviewers by themselves, a third where they disagree. */
  'duplicate.judge': ['data_manager', 'district', 'supervisor'],
  /** See imports, their preview and their issues. */
  'import.view': ['data_manager', 'district', 'auditor'],
  /** Bring in a file and stage it. */
  'import.upload': ['data_manager', 'district'],
  /** Resolve the conflicts of a staged file, promote or discard it. */
  'import.promote': ['data_manager', 'district'],
  /** Make a snapshot of the registry for analysis. */
  'snapshot.make': ['statistician', 'data_manager'],
  /** Link records: duplicates, matches with the civil register. */
  'linkage.run': ['statistician', 'data_manager'],
  /** Train, evaluate and apply a model. */
  'ranking.run': ['statistician'],
  /** See models, their figures and their cards. */
  'model.view': office,
  /** Approve a model that another person proposed, put it into force, retire it. */
  'model.decide': ['statistician', 'data_manager'],
  /** See questionnaires, their codebooks, manuals and versions; check a submission by one. */
  'form.view': console,
  /** Upload a version of a questionnaire. */
  'form.edit': ['statistician', 'data_manager'],
  /** Publish a version for the field work, and take it back. */
  'form.publish': ['statistician', 'data_manager'],
  /** See pilots: item cards, wordings, gates, decisions. */
  'pilot.view': [...office, 'supervisor'],
  /** Bring in a pilot, note cognitive interviews, confirm the verdict of a question and of the form. */
  'pilot.decide': ['statistician'],
  /** See the checks, samples, rates and coverage. */
  'quality.view': [...office, 'supervisor'],
  /** See published lists, their lines, reasons and differences; verify their signature. */
  'list.view': console,
  /** Download a published list. */
  'list.download': office,
  /** Decide and publish a signed list. */
  'list.publish': ['data_manager'],
  /** Plan a campaign and hand out its assignments. */
  'visit.assign': ['data_manager', 'district', 'supervisor'],
  /** Receive assignments and send in submissions. */
  'visit.submit': ['enumerator', 'supervisor'],
  /** Accept or return a submission. */
  'visit.review': ['data_manager', 'district', 'supervisor'],
  /** See the accounts of the own area. */
  'account.view': ['administrator', 'auditor'],
  /** Create, change, disable and unlock accounts of the own area. */
  'account.manage': ['administrator'],
  /** Read the audit entries of the own area, and verify the chain. */
  'audit.view': ['administrator', 'auditor'],
  /** Take the whole audit chain out of the house. */
  'audit.export': ['auditor'],
} satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof grants

export function mayDo(role: Role, permission: Permission): boolean {
  const granted: readonly Role[] = grants[permission]
  return granted.includes(role)
}

/** @throws Problem `notPermitted`. */
export function requirePermission(role: Role, permission: Permission): void {
  if (!mayDo(role, permission)) throw problems.notPermitted({ permission })
}

/** All permissions, in the order of the table. */
export const permissions: readonly Permission[] = Object.keys(grants).filter(isPermission)

function isPermission(text: string): text is Permission {
  return text in grants
}

const byRole = new Map(
  roles.map((role) => [role, permissions.filter((permission) => mayDo(role, permission))]),
)

/** In the order of the table. */
export function permissionsOf(role: Role): readonly Permission[] {
  return byRole.get(role) ?? []
}

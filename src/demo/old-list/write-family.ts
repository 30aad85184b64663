import { type PlainDate, type Random, ageOn } from '../../kernel/index.ts'
import { type Regency, villageCodeOn } from '../areas.ts'
import { maritalStatuses, relations } from '../composition.ts'
import { happens, itemAt, wholeBetween } from '../draw.ts'
import { misreport, yearsAgo } from '../misreport.ts'
import { schoolAnswersAt } from '../schooling.ts'
import type { FamilyFacts, TrueFamily, TruePerson } from '../truth.ts'
import type { OldListCells } from './columns.ts'
import type { ListedFamily } from './listed-row.ts'
import { drawDisabilityKind, drawFinerCode, ownershipCode, toPbdt } from './pbdt-codes.ts'

/** A family with its house as it was written down, in today's codes. */
export type Recorded = { readonly family: TrueFamily; readonly facts: FamilyFacts }

/** What the list's makers found years ago: the house of then, the members of then. `undefined` if there was no family yet. */
export function listFamily(
  random: Random,
  regency: Regency,
  recorded: Recorded,
  listDate: PlainDate,
): ListedFamily | undefined {
  const { family, facts } = recorded
  const roster = rosterOn(family, listDate)
  const [head] = roster
  if (head === undefined || ageOn(head.person.facts.birth_date, listDate) < 18) return undefined
  const house = houseCells(random, regency, family, facts, listDate)
  const kk = kkNumberOn(random, facts.kk_number, listDate)
  const rows = roster.map(({ person, relation, marital, isDead }) => ({
    cells: {
      ...house,
      nama_krt: listedName(head.person),
      nokk: kk,
      hubungan: relation,
      status_kawin: marital,
      ...personCells(random, person, listDate),
    },
    person: person.index,
    faults: isDead ? [{ column: 'nik' as const, class: 'person_dead' as const, detail: '' }] : [],
    nikIsFixed: false,
  }))
  return { family: family.index, sls: family.sls, rows }
}

export function recordYearsAgo(random: Random, family: TrueFamily): Recorded {
  return { family, facts: misreport(random, family.facts, yearsAgo) }
}

type RosterEntry = {
  readonly person: TruePerson
  readonly relation: string
  readonly marital: string
  readonly isDead: boolean
}

/** Those born by then, with those who have died since; a late husband was the head, and his widow the wife. */
function rosterOn({ members, deceased }: TrueFamily, listDate: PlainDate): readonly RosterEntry[] {
  const living = members
    .filter(({ facts }) => facts.birth_date < listDate)
    .map((person) => entryOf(person, person.facts.relation, person.facts.marital_status, false))
  const lateHead = deceased.find(({ person }) => person.facts.relation === relations.spouse)
  const late = deceased.map(({ person }) =>
    entryOf(person, person.facts.relation, person.facts.marital_status, true),
  )
  if (lateHead === undefined) return [...living, ...late]
  const [widow, ...others] = living
  const wife =
    widow === undefined ? [] : [entryOf(widow.person, relations.spouse, maritalStatuses.married, false)]
  return [entryOf(lateHead.person, relations.head, maritalStatuses.married, true), ...wife, ...others]
}

function entryOf(person: TruePerson, relation: string, marital: string, isDead: boolean): RosterEntry {
  return { person, relation, marital, isDead }
}

/** A card issued after the list had another number then. */
function kkNumberOn(random: Random, kkNumber: string, listDate: PlainDate): string {
  const issuedOn = `20${kkNumber.slice(10, 12)}-${kkNumber.slice(8, 10)}-${kkNumber.slice(6, 8)}`
  if (issuedOn < listDate) return kkNumber
  const day = String(wholeBetween(random, 1, 28)).padStart(2, '0')
  const month = String(wholeBetween(random, 1, 12)).padStart(2, '0')
  const year = String(wholeBetween(random, 8, Number(listDate.slice(2, 4)) - 1)).padStart(2, '0')
  return `${kkNumber.slice(0, 6)}${day}${month}${year}${wholeBetween(random, 1000, 8999)}`
}

function houseCells(
  random: Random,
  regency: Regency,
  family: TrueFamily,
  facts: FamilyFacts,
  listDate: PlainDate,
) {
  const village = itemAt(regency.villages, family.village)
  const [kdprop = '', kdkab = '', kdkec = '', kddesa = ''] = villageCodeOn(village, listDate).split('.')
  const poor = family.expenditurePerHead < 700_000
  const yes = (holds: boolean) => (holds ? '1' : '2')
  return {
    idbdt: '',
    ruta6: '',
    idartbdt: '',
    jumlah_art: '',
    kdprop,
    kdkab,
    kdkec,
    kddesa,
    alamat: facts.address.toUpperCase(),
    nama_sls: itemAt(regency.sls, family.sls).name,
    jumlah_keluarga: String(facts.families_in_house),
    sta_bangunan: facts.tenure,
    sta_lahan: toPbdt('sta_lahan', facts.land_proof),
    luas_lantai: String(facts.floor_area_m2),
    lantai: drawFinerCode(random, 'lantai', toPbdt('lantai', facts.floor)),
    dinding: facts.wall,
    kondisi_dinding: ['1', '2', '3'].includes(facts.wall) ? yes(!poor || happens(random, 0.4)) : '',
    atap: drawFinerCode(random, 'atap', toPbdt('atap', facts.roof)),
    kondisi_atap: yes(!poor || happens(random, 0.5)),
    jumlah_kamar: String(Math.min(6, Math.max(1, Math.round(facts.floor_area_m2 / 25)))),
    sumber_airminum: toPbdt('sumber_airminum', facts.drinking_water),
    nomor_meter_air: '',
    cara_peroleh_airminum:
      facts.drinking_water === '3' ? '2' : ['1', '2'].includes(facts.drinking_water) ? '1' : '3',
    sumber_penerangan: toPbdt('sumber_penerangan', facts.lighting),
    daya: facts.power ?? (facts.lighting === '2' ? '6' : ''),
    nomor_pln: facts.pln_meter_id ?? '',
    bb_masak: toPbdt('bb_masak', facts.cooking_fuel),
    nomor_gas: '',
    fasbab: toPbdt('fasbab', facts.toilet),
    kloset: facts.closet === undefined ? '4' : toPbdt('kloset', facts.closet),
    buang_tinja: facts.faeces_disposal === undefined ? '6' : toPbdt('buang_tinja', facts.faeces_disposal),
    ...ownershipCells(facts),
    aset_tak_bergerak: yes(facts.asset_farmland_ha > 0),
    luas_atb: facts.asset_farmland_ha > 0 ? String(Math.round(facts.asset_farmland_ha * 10_000)) : '',
    rumah_lain: yes(facts.asset_other_house > 0),
    jumlah_sapi: String(facts.livestock_large),
    jumlah_kerbau: '0',
    jumlah_kuda: '0',
    jumlah_babi: '0',
    jumlah_kambing: String(facts.livestock_small),
    sta_art_usaha: yes(family.members.some((member) => (member.facts.business_count ?? 0) > 0)),
    ...programmeCells(random, poor),
    sta_keberadaan_rt: '1',
  }
}

function ownershipCells(facts: FamilyFacts) {
  return {
    ada_tabung_gas: ownershipCode(0, facts.asset_gas_5kg > 0),
    ada_lemari_es: ownershipCode(1, facts.asset_fridge > 0),
    ada_ac: ownershipCode(2, facts.asset_ac > 0),
    ada_pemanas: ownershipCode(3, facts.asset_water_heater > 0),
    ada_telepon: ownershipCode(4, facts.asset_landline > 0),
    ada_tv: ownershipCode(5, facts.asset_flat_tv > 0),
    ada_emas: ownershipCode(6, facts.asset_gold_g >= 10),
    ada_laptop: ownershipCode(7, facts.asset_computer > 0),
    ada_sepeda: ownershipCode(8, facts.asset_bicycle > 0),
    ada_motor: ownershipCode(9, facts.asset_motorcycle > 0),
    ada_mobil: ownershipCode(10, facts.asset_car > 0),
    ada_perahu: ownershipCode(11, facts.asset_boat > 0),
    ada_motor_tempel: ownershipCode(12, false),
    ada_perahu_motor: ownershipCode(13, facts.asset_motor_boat > 0),
    ada_kapal: ownershipCode(14, false),
  }
}

function programmeCells(random: Random, poor: boolean) {
  const got = (share: number) => (happens(random, poor ? share : share / 4) ? '1' : '2')
  return {
    sta_kks: got(0.5),
    sta_kip: got(0.25),
    sta_kis: got(0.7),
    sta_bpjs_mandiri: happens(random, poor ? 0.03 : 0.15) ? '1' : '2',
    sta_jamsostek: happens(random, 0.05) ? '1' : '2',
    sta_asuransi: happens(random, 0.02) ? '1' : '2',
    sta_pkh: got(0.3),
    sta_rastra: got(0.6),
    sta_kur: happens(random, 0.04) ? '1' : '2',
  }
}

function personCells(random: Random, person: TruePerson, listDate: PlainDate) {
  const { facts, schooling } = person
  const age = ageOn(facts.birth_date, listDate)
  const school = schoolAnswersAt(schooling, age)
  const working = age >= 15 && facts.worked === '1'
  return {
    nik: facts.nik ?? '',
    nama: listedName(person),
    jenis_kelamin: facts.sex,
    tgl_lahir: slashDate(facts.birth_date),
    jenis_cacat: drawDisabilityKind(random, facts.disability),
    penyakit_kronis: toPbdt('penyakit_kronis', facts.chronic_illness),
    partisipasi_sekolah: toPbdt('partisipasi_sekolah', school.school_participation),
    pendidikan_tertinggi: toPbdt('pendidikan_tertinggi', school.education_level),
    ijazah_tertinggi: toPbdt('ijazah_tertinggi', school.education_certificate),
    sta_bekerja: age < 5 ? '' : working ? '1' : '2',
    lapangan_usaha: working ? toPbdt('lapangan_usaha', facts.industry) : '',
    status_pekerjaan: working ? (facts.work_status ?? '') : '',
  } satisfies Partial<OldListCells>
}

function listedName({ facts }: TruePerson): string {
  return facts.name.toUpperCase()
}

/** dd/mm/yyyy. */
export function slashDate(date: PlainDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

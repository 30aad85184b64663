import type { Message } from '../kernel/index.ts'

/** Groups that a spec should tell apart under these names, so that reports and pages say them in words. */
const groupLabels: Readonly<Record<string, Message>> = {
  household_size: { id: 'ukuran rumah tangga', en: 'household size' },
  district: { id: 'wilayah', en: 'area' },
  female_head: { id: 'kepala keluarga perempuan', en: 'female head' },
  elderly_alone: { id: 'lansia saja', en: 'elderly alone' },
  disability: { id: 'ada penyandang disabilitas', en: 'with a disability' },
  urban: { id: 'perkotaan', en: 'urban' },
}

/** What tells the groups apart, in words; a name that is not among the known ones as it is. */
export function groupingLabel(by: string): Message {
  return groupLabels[by] ?? { id: by, en: by }
}

/** A group by itself: `1-2` is a size, `true` and `false` say whether it holds, a district is its code. */
export function groupLabel(by: string, group: string): Message {
  const { id, en } = groupingLabel(by)
  if (by === 'district') return { id: group, en: group }
  if (by === 'household_size') {
    const size = group.replace('-', '–')
    return { id: `${size} orang`, en: `${size} persons` }
  }
  if (group === 'true') return { id, en }
  if (group === 'false') return { id: `bukan: ${id}`, en: `not: ${en}` }
  return { id: `${id}: ${group}`, en: `${en}: ${group}` }
}

import { type PlainDate, type Random, plainDate } from '../../kernel/index.ts'
import { happens } from '../draw.ts'
import { interviewErrors, misreport } from '../misreport.ts'
import { distortName } from '../name-errors.ts'
import { nikFaults } from '../old-list/number-faults.ts'
import type { FamilyFacts, PersonFacts, TrueFamily, TruePerson } from '../truth.ts'

/** What was answered about the house and the belongings; a fabricator invents a house without any. */
export function answerForFamily(random: Random, { facts }: TrueFamily, fabricated: boolean): FamilyFacts {
  const answered = misreport(random, facts, interviewErrors)
  return fabricated ? withoutBelongings(answered) : answered
}

function withoutBelongings(facts: FamilyFacts): FamilyFacts {
  return {
    ...facts,
    asset_fridge: 0,
    asset_flat_tv: 0,
    asset_gold_g: 0,
    asset_motorcycle: 0,
    asset_bicycle: 0,
    asset_smartphone: 1,
    asset_other_land: 0,
    asset_other_house: 0,
  }
}

/** What was answered about a person: nearly always the truth, with the name now and then as one says it. */
export function answerForPerson(random: Random, { facts }: TruePerson): PersonFacts {
  const spoken = happens(random, 0.04)
    ? distortName(random, facts.name, facts.sex === '1' ? 'male' : 'female')
    : undefined
  return {
    ...facts,
    name: spoken?.name ?? facts.name,
    nik:
      facts.nik !== undefined && happens(random, 0.004)
        ? nikFaults.nik_typing(random, facts.nik, '')
        : facts.nik,
    birth_date: happens(random, 0.008) ? heaped(facts.birth_date) : facts.birth_date,
  }
}

/** What relatives say of somebody who lives elsewhere: the name as they say it, and no number. */
export function answerForGuest(random: Random, person: TruePerson): PersonFacts {
  const answer = answerForPerson(random, person)
  const spoken = happens(random, 0.5)
    ? distortName(random, answer.name, answer.sex === '1' ? 'male' : 'female')
    : undefined
  return { ...answer, name: spoken?.name ?? answer.name, nik: undefined, relation: '8' }
}

/** Who does not know the day says the first of January. */
function heaped(date: PlainDate): PlainDate {
  return plainDate(`${date.slice(0, 4)}-01-01`)
}

import type { LockedCase } from '../case-access/case.ts'
import type { WhatStays } from '../current-services/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Decision } from './schemas.ts'

/** Who is written to and by whom, as on the day. */
export interface Addressed {
  readonly person: string
  readonly language: string
  readonly interpreterNeeded: boolean
  readonly communicationNeeds: string | null
  readonly scheme: string
  readonly commissioner: string
  readonly trust: string
  readonly careCoordinator: string | null
}

/** What a letter tells of that the decision itself does not hold. */
export interface About {
  /** The plan that was decided on. */
  readonly plan?: {
    readonly lines: readonly { readonly key: string; readonly title: string; readonly amountPence: number }[]
  }
  /** The plan that was in force until this one was agreed, which takes its place. */
  readonly replaced?: { readonly agreedAt: string | null } | undefined
  /** The decision that an appeal was against. */
  readonly appealed?: Pick<Decision, 'subject' | 'outcome' | 'decidedAt'>
  /** Why nothing follows from the appeal: the person has begun anew meanwhile, or the case has ended for good. */
  readonly elsewhere?: 'begun-anew' | 'ended-for-good' | undefined
  /** The last day on which a budget goes on whose end is announced by the decision. */
  readonly endsAfter?: LocalDate
}

/** All that a letter is written from. */
export interface LetterFacts {
  readonly decision: Decision
  readonly about: About
  readonly to: Addressed
  readonly rules: LockedCase['rules']
  readonly stays: WhatStays
}

/** Whom the letter of a decision on this case is written to, in one statement. */
export async function findAddressed(reads: Reads, actor: Actor, caseId: string): Promise<Addressed> {
  const row = await reads
    .selectFrom('budget_case as c')
    .innerJoin('person as p', (join) =>
      join.onRef('p.commissioner_id', '=', 'c.commissioner_id').onRef('p.person_id', '=', 'c.person_id'),
    )
    .innerJoin('scheme as s', (join) =>
      join.onRef('s.commissioner_id', '=', 'c.commissioner_id').onRef('s.scheme_id', '=', 'c.scheme_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.commissioner_id', '=', 'c.commissioner_id').onRef('o.organisation_id', '=', 'c.trust_id'),
    )
    .innerJoin('commissioner as m', 'm.commissioner_id', 'c.commissioner_id')
    .leftJoin('case_member as k', (join) =>
      join
        .onRef('k.commissioner_id', '=', 'c.commissioner_id')
        .onRef('k.case_id', '=', 'c.case_id')
        .on('k.case_role', '=', 'care-coordinator')
        .on('k.left_at', 'is', null),
    )
    .select(['p.given_name', 'p.family_name', 'p.language', 'p.interpreter_needed', 'p.communication_needs'])
    .select(['s.title as scheme', 'o.name as trust', 'm.name as commissioner', 'k.name as care_coordinator'])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return {
    person: `${row.given_name} ${row.family_name}`,
    language: row.language,
    interpreterNeeded: row.interpreter_needed,
    communicationNeeds: row.communication_needs,
    scheme: row.scheme,
    commissioner: row.commissioner,
    trust: row.trust,
    careCoordinator: row.care_coordinator,
  }
}

import type { Resource } from '@medplum/fhirtypes'
import { listDeaths } from '../case-access/deaths-repository.ts'
import { listPlacesByCase } from '../case-team/repository.ts'
import { listIdentifiers } from '../identifiers/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Sight } from '../platform/http/operation.ts'
import { anyOpens } from '../rules/access/opens.ts'
import { viewOfCaseIdentifiers } from '../rules/access/views.ts'
import { toSupportPlan } from '../support-plans/in-force.ts'
import { carePlanOf, goalsOf, serviceRequestsOf, type ToldPlan } from './care-plan.ts'
import { careTeamOf } from './care-team.ts'
import { consentOf } from './consent.ts'
import { documentReferenceOf } from './document-reference.ts'
import {
  consentsOfPeople,
  type Found,
  findOfCases,
  findOfPeople,
  letters,
  lines,
  outcomes,
  patients,
  plans,
  type Source,
  teams,
} from './found-repository.ts'
import { listConsentsById, listLettersById, listOdsCodes, listPlansById, listTraced } from './parts-repository.ts'
import { patientOf } from './patient.ts'
import type { Place, Search, SearchParameter } from './search.ts'

/** Who asks, for what, and how what they may not see of it is left out. */
export interface Asking {
  readonly reads: Reads
  readonly actor: Actor
  readonly search: Search
  readonly withhold: Sight['withhold']
  /** Where the service is, as it was asked. */
  readonly host: string
}

/** A resource in its place of a search. */
export interface Told extends Place {
  /** Undefined where it was gone before all of it was read. */
  readonly resource: Resource | undefined
}

/** One kind of resource. Of this table the routes are made, the CapabilityStatement and the guide. */
export interface Kind {
  readonly type: 'CarePlan' | 'CareTeam' | 'Consent' | 'DocumentReference' | 'Goal' | 'Patient' | 'ServiceRequest'
  /** The operation of the contract that tells the same: who may ask for it may ask for this, and sees of it what they see there. */
  readonly follows: string
  readonly takes: readonly SearchParameter[]
  /** What it is of ours. */
  readonly is: string
  /** One more than a page, where there are more. */
  readonly search: (asking: Asking) => Promise<readonly Told[]>
}

const usual = ['_id', 'identifier', 'patient', '_lastUpdated'] as const
/** A part of a plan is known by its id alone. */
const ofPart = ['_id', 'patient', '_lastUpdated'] as const

export const kinds: readonly Kind[] = [
  {
    type: 'Patient',
    follows: 'getPerson',
    takes: ['_id', 'identifier', '_lastUpdated', 'birthdate', 'family', 'purpose'],
    is: 'A person. A record that was joined into another is not active, and has a link to the one that replaces it.',
    async search({ reads, actor, search, withhold }) {
      const found = await findOfPeople(reads, actor, search, patients)
      const seen = found.filter(({ grounds }) => anyOpens(grounds, 'summary'))
      const ids = found.map(({ id }) => id)
      const [deaths, traced, identifiers] = await Promise.all([
        listDeaths(
          reads,
          actor,
          seen.map(({ id }) => id),
        ),
        listTraced(reads, actor, ids),
        listIdentifiers(reads, actor, 'person', ids),
      ])
      return found.map(({ id, at, person, grounds }) => {
        const told = withhold('Person', { ...person, identifiers: identifiers.get(id) ?? [] }, { grounds })
        const beside = { changedAt: at, diedOn: deaths.get(id), traced: traced.has(id), identifiers: told.identifiers }
        return { id, at, resource: patientOf(told, beside) }
      })
    },
  },
  {
    type: 'CareTeam',
    follows: 'getCaseTeam',
    takes: usual,
    is: 'The team of a case, with those who were on it. It has the id of the case.',
    async search({ reads, actor, search, withhold }) {
      const found = await findOfCases(reads, actor, search, teams)
      const ids = found.map(({ id }) => id)
      const [members, known] = await Promise.all([
        listPlacesByCase(reads, actor, ids),
        listIdentifiers(reads, actor, 'case', ids),
      ])
      const odsCodes = await listOdsCodes(reads, actor, [
        ...found.map(({ of }) => of.trustId),
        ...[...members.values()].flat().map(({ organisationId }) => organisationId),
      ])
      return found.map(({ id, at, of }) => {
        const identifiers = anyOpens(of.grounds, viewOfCaseIdentifiers) ? (known.get(id) ?? []) : []
        const { items } = withhold('CaseTeam', { items: members.get(id) ?? [] }, of)
        return { id, at, resource: careTeamOf(of, { at, members: items, identifiers, odsCodes }) }
      })
    },
  },
  {
    type: 'CarePlan',
    follows: 'getSupportPlan',
    takes: usual,
    is: 'A support plan: the one in force, those before it, and the one on its way.',
    search: (asking) => searchPlans(asking, plans, (plan) => [carePlanOf(plan)]),
  },
  {
    type: 'Goal',
    follows: 'getSupportPlan',
    takes: ofPart,
    is: 'An outcome of a support plan, in the person’s own words.',
    search: (asking) => searchPlans(asking, outcomes, goalsOf),
  },
  {
    type: 'ServiceRequest',
    follows: 'getSupportPlan',
    takes: ofPart,
    is: 'A line of a support plan: what is to be bought.',
    search: (asking) => searchPlans(asking, lines, serviceRequestsOf),
  },
  {
    type: 'Consent',
    follows: 'listConsents',
    takes: usual,
    is: 'What a person agreed to share with an organisation.',
    async search({ reads, actor, search, withhold }) {
      const found = await findOfPeople(reads, actor, search, consentsOfPeople)
      const consents = await listConsentsById(
        reads,
        actor,
        found.map(({ id }) => id),
      )
      const givenTo = [...consents.values()].map(({ consent }) => consent.organisationId)
      const odsCodes = await listOdsCodes(reads, actor, givenTo)
      return found.map(({ id, at, grounds }) => {
        const told = consents.get(id)
        const beside = told && { changedAt: at, lapsedAt: told.lapsedAt, odsCodes }
        return { id, at, resource: told && beside && consentOf(withhold('Consent', told.consent, { grounds }), beside) }
      })
    },
  },
  {
    type: 'DocumentReference',
    follows: 'listLetters',
    takes: usual,
    is: 'A letter about a decision. The attachment leads to the operation that gives it.',
    async search({ reads, actor, search, host }) {
      const found = await findOfCases(reads, actor, search, letters)
      const read = await listLettersById(
        reads,
        actor,
        found.map(({ id }) => id),
      )
      return found.map(({ id, at, of }) => {
        const letter = read.get(id)
        return { id, at, resource: letter && documentReferenceOf({ id, changedAt: at, ...letter }, of, host) }
      })
    },
  },
]

/** What is made of plans that were found, or of parts of them. */
async function searchPlans<Made extends Resource & { readonly id?: string }>(
  { reads, actor, search, withhold }: Asking,
  source: Source,
  make: (plan: ToldPlan) => readonly Made[],
): Promise<Told[]> {
  const found = await findOfCases(reads, actor, search, source)
  const byPlan = Map.groupBy(found, planIdOf)
  const read = await listPlansById(reads, actor, [...byPlan.keys()])
  const made = new Map<string | undefined, Made>()
  for (const [planId, [first]] of byPlan) {
    const whole = read.get(planId)
    if (!whole || !first) continue
    const plan = withhold('SupportPlan', toSupportPlan(whole.plan), first.of)
    for (const one of make({ ...whole, plan, of: first.of, changedAt: first.at })) made.set(one.id, one)
  }
  return found.map(({ id, at }) => ({ id, at, resource: made.get(id) }))
}

const planIdOf = ({ id }: Found): string => id.split('.')[0] ?? id

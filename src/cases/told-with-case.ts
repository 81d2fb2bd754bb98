import type { Case } from '../case-access/case.ts'
import { listOrganisationsBriefly } from '../organisations/repository.ts'
import { listPeopleInBrief } from '../people/brief-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { expandedIn } from '../platform/http/list-grammar.ts'
import { anyOpens } from '../rules/access/opens.ts'
import { listSchemesBriefly } from '../schemes/repository.ts'
import type { ToldWithCase } from './told-with-case-schemas.ts'

/** Whether the actor's grounds open who the person of a case is. */
export const isNamed = ({ grounds }: Case): boolean => anyOpens(grounds, 'communication')

/** Reads what was asked for besides of all the cases of a page together, and gives it by the case: null where the actor's grounds do not open who the person is. */
export async function listToldWithCases(
  reads: Reads,
  actor: Actor,
  cases: readonly Case[],
  expand: string | undefined,
): Promise<(one: Case) => ToldWithCase> {
  const wanted = expandedIn(expand)
  const [people, trusts, schemes] = await Promise.all([
    wanted.has('person') ? listPeopleInBrief(reads, actor, idsOf(cases.filter(isNamed), 'personId')) : null,
    wanted.has('trust') ? listOrganisationsBriefly(reads, actor.commissionerId, idsOf(cases, 'trustId')) : null,
    wanted.has('scheme') ? listSchemesBriefly(reads, actor.commissionerId, idsOf(cases, 'schemeId')) : null,
  ])
  return (one) => ({
    ...(people && { person: isNamed(one) ? (people.get(one.personId) ?? null) : null }),
    ...(trusts && { trust: trusts.get(one.trustId) ?? null }),
    ...(schemes && { scheme: schemes.get(one.schemeId) ?? null }),
  })
}

const idsOf = (cases: readonly Case[], name: 'personId' | 'schemeId' | 'trustId') => [
  ...new Set(cases.map((one) => one[name])),
]

import type { Static } from '@sinclair/typebox'
import type { Case } from '../case-access/case.ts'
import type { Narrowing } from '../case-access/narrowing-repository.ts'
import { listVisibleCases } from '../case-access/own-cases-repository.ts'
import { listIdentifiers } from '../identifiers/repository.ts'
import { listOrganisationsBriefly } from '../organisations/repository.ts'
import { listPeopleInBrief } from '../people/brief-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { expandedIn } from '../platform/http/list-grammar.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { anyOpens } from '../rules/access/opens.ts'
import { listSchemesBriefly } from '../schemes/repository.ts'
import { referenceIn } from '../shared/case-reference.ts'
import { londonDate } from '../shared/dates.ts'
import type { CaseFilter, ListedCase } from './list-schemas.ts'
import { toCaseSummary } from './views.ts'

/** A case of a page, with what else was asked for. */
export type FoundCase = Case & { readonly more: Pick<ListedCase, 'identifiers' | 'person' | 'trust' | 'scheme'> }

/** One row more than a page of the cases that the actor may see and that are asked for. What is told besides is read of all of them together. */
export async function listCases(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { expand, sort, reference: typed, ...asked }: Static<typeof CaseFilter>,
  now: Date,
): Promise<FoundCase[]> {
  requireRecent(asked.updatedSince, now)
  const reference = typed === undefined ? undefined : requireReference(typed)
  const found = await listVisibleCases(reads, actor, page, {
    narrowing: { ...(asked as Narrowing), ...(reference !== undefined && { reference }) },
    order: sort === 'openedAt' ? 'oldest' : 'newest',
    today: londonDate(now),
  })
  const wanted = expandedIn(expand)
  const named = found.filter(({ grounds }) => anyOpens(grounds, 'communication'))
  const [identifiers, people, trusts, schemes] = await Promise.all([
    listIdentifiers(
      reads,
      actor,
      'case',
      named.map(({ id }) => id),
    ),
    wanted.has('person') ? listPeopleInBrief(reads, actor, idsOf(named, 'personId')) : null,
    wanted.has('trust') ? listOrganisationsBriefly(reads, actor.commissionerId, idsOf(found, 'trustId')) : null,
    wanted.has('scheme') ? listSchemesBriefly(reads, actor.commissionerId, idsOf(found, 'schemeId')) : null,
  ])
  return found.map((one) => ({
    ...one,
    more: {
      identifiers: identifiers.get(one.id) ?? [],
      ...(people && { person: people.get(one.personId) ?? null }),
      ...(trusts && { trust: trusts.get(one.trustId) ?? null }),
      ...(schemes && { scheme: schemes.get(one.schemeId) ?? null }),
    },
  }))
}

/** So far back a list can be asked what happened since: for more, all of it is read, or the events are followed. */
const mostDays = 31

function requireRecent(since: string | undefined, now: Date): void {
  if (since === undefined || now.getTime() - Date.parse(since) <= mostDays * 86_400_000) return
  throw new Problem('request-invalid', 'A list is asked for what happened lately', {
    errors: [
      {
        pointer: 'querystring:/updatedSince',
        code: 'request-invalid',
        detail: `must be within the last ${mostDays} days`,
      },
    ],
  })
}

const idsOf = (cases: readonly Case[], name: 'personId' | 'schemeId' | 'trustId') => [
  ...new Set(cases.map((one) => one[name])),
]

export const toListedCase = ({ more, ...found }: FoundCase): ListedCase => ({ ...toCaseSummary(found), ...more })

/** A reference in which something was misheard finds nothing, and is better asked for again. */
function requireReference(typed: string): string {
  const reference = referenceIn(typed)
  if (reference !== undefined) return reference
  const detail = 'is no reference: something in it was misheard or mistyped'
  throw new Problem('request-invalid', `The reference ${detail}`, {
    errors: [{ pointer: 'querystring:/reference', code: 'reference-wrong', detail }],
  })
}

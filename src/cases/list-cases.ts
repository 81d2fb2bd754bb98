import type { Static } from '@sinclair/typebox'
import type { Case } from '../case-access/case.ts'
import type { Narrowing } from '../case-access/narrowing-repository.ts'
import { listVisibleCases } from '../case-access/own-cases-repository.ts'
import { listIdentifiers } from '../identifiers/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { referenceIn } from '../shared/case-reference.ts'
import { londonDate } from '../shared/dates.ts'
import type { CaseFilter, ListedCase } from './list-schemas.ts'
import { isNamed, listToldWithCases } from './told-with-case.ts'
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
  const reference = typed === undefined ? undefined : requireReference(typed)
  const found = await listVisibleCases(reads, actor, page, {
    narrowing: { ...(asked as Narrowing), ...(reference !== undefined && { reference }) },
    order: sort === 'openedAt' ? 'oldest' : 'newest',
    today: londonDate(now),
  })
  const [identifiers, besides] = await Promise.all([
    listIdentifiers(
      reads,
      actor,
      'case',
      found.filter(isNamed).map(({ id }) => id),
    ),
    listToldWithCases(reads, actor, found, expand),
  ])
  return found.map((one) => ({
    ...one,
    more: { identifiers: identifiers.get(one.id) ?? [], ...besides(one) },
  }))
}

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

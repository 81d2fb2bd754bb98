import { tells } from '../case-access/withheld.ts'
import { caseEventTypes } from '../event-catalogue/catalogue.ts'
import { isProvided } from '../event-catalogue/provided.ts'
import { findOrganisation } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { OrganisationKind } from '../role-organisations.ts'
import type { Ground } from '../rules/access/sight.ts'
import { ownerOf } from './repository.ts'
import type { Webhook } from './schemas.ts'

/** On which grounds a webhook of a kind of organisation can hear; that of a provider hears of what is its own. */
const groundsByKind: Readonly<Record<Exclude<OrganisationKind, 'provider'>, readonly Ground[]>> = {
  commissioner: ['own-system'],
  trust: ['trust'],
  'local-authority': ['pool', 'seat'],
  'brokerage-organisation': ['brokerage', 'coordinates-brokers'],
  'gp-practice': ['practice'],
}
const ofCases: ReadonlySet<string> = new Set(caseEventTypes)

/** Whether the webhooks of a kind of organisation can ever be told something of this type. */
export const canHear = (kind: OrganisationKind, type: string): boolean =>
  kind === 'provider' ? isProvided(type) : ofCases.has(type) && tells(groundsByKind[kind], type)

/** Refuses a webhook for types of which its organisation is told none, whatever happens: it would be silent, and nobody would know why. */
export async function requireHeard(reads: Reads, actor: Actor, types: Webhook['types']): Promise<void> {
  if (types === null) return
  const id = ownerOf(actor)
  const organisation = id === null ? undefined : await findOrganisation(reads, actor.commissionerId, id)
  const kind = organisation?.kind ?? 'commissioner'
  if (types.some((type) => canHear(kind, type))) return
  throw new Problem('webhook-hears-nothing', 'Your organisation is never told anything of these types')
}

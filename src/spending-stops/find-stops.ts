import { findDeath } from '../case-access/repository.ts'
import { isUnconfirmedSince } from '../case-progress/identity-repository.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { listOpenStops } from '../provider-stops/repository.ts'
import {
  type KnownStops,
  type SpendingStop,
  spendingStops,
  stopsUse,
  type UseOfMoney,
  whatStops,
} from '../rules/spending/stops.ts'
import type { LocalDate } from '../shared/dates.ts'
import { isSignatureDisputed } from '../sign-off/repository.ts'
import { frozenBy } from './frozen-by.ts'

/** The plan whose money it is, and whose budget. */
export interface StopsOf {
  readonly caseId: string
  readonly personId: string
  readonly plan: { readonly id: string; readonly agreedAt: string | null }
}

/** What is known of a plan that may stop a use of its money. What is frozen is known by line and payee: `frozenBy`; what is signed, by line and day. */
export async function findStops(
  reads: Reads,
  actor: Actor,
  { caseId, personId, plan }: StopsOf,
  use: UseOfMoney,
): Promise<Omit<KnownStops, 'frozen' | 'unsigned'>> {
  const [death, disputed, unconfirmed, pauses, providers] = await Promise.all([
    findDeath(reads, actor, personId),
    isSignatureDisputed(reads, actor, plan.id),
    // The budget was agreed for somebody else than the record says now.
    plan.agreedAt === null ? false : isUnconfirmedSince(reads, actor, caseId, new Date(plan.agreedAt)),
    stopsUse['line-paused'][use] ? listNewestPauses(reads, actor, caseId) : [],
    stopsUse['provider-stopped'][use] ? listOpenStops(reads, actor, caseId) : [],
  ])
  return { diedOn: death?.diedOn ?? null, disputed, unconfirmed, pauses, providers }
}

const saidAs = {
  'death-reported': 'death-reported',
  'signature-disputed': 'spending-stopped',
  'identity-to-confirm': 'identity-to-confirm',
  'line-paused': 'line-paused',
  'provider-stopped': 'provider-stopped',
  'agreement-missing': 'agreement-missing',
  'under-check': 'held-for-check',
} as const satisfies Record<SpendingStop, string>

/** What whoever spends is told of what stops them. */
export const stoppedBy = (stop: SpendingStop): Problem => new Problem(saidAs[stop])

/** What stops money from going out of, or into, any of these lines of one plan: each is asked for on its own, and the first that is said is told. */
export async function findStopOfMove(
  reads: Reads,
  actor: Actor,
  of: StopsOf,
  lines: readonly Pick<AgreedLine, 'id' | 'key' | 'holderId'>[],
  today: LocalDate,
): Promise<SpendingStop | undefined> {
  const [known, ...frozen] = await Promise.all([
    findStops(reads, actor, of, 'move'),
    ...lines.map(({ id }) => frozenBy(reads, actor, { caseId: of.caseId, planLineId: id, payees: [] })),
  ])
  const found = lines.map((line, index) =>
    whatStops(
      line,
      { ...known, unsigned: false, frozen: frozen[index] === true },
      { use: 'move', on: today, until: null },
    ),
  )
  return spendingStops.find((stop) => found.includes(stop))
}

import type { Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import {
  hearsOfLate,
  isWaitedFor,
  listComingOf,
  listTeams,
  listWaits,
  type Member,
  mayBeTold,
} from './cases-repository.ts'
import { loadHolders } from './role-holders-repository.ts'
import type { Taken } from './taking-repository.ts'
import { stillWaiting } from './told-of-concerns.ts'
import { stillLapsing } from './told-of-training.ts'
import { isOfPurchase } from './told-to-senders.ts'

/** What is told of a wait: by a role too. */
const ofWaits: ReadonlySet<Taken['kind']> = new Set(['your-turn', 'late'])

/** Of what there is nothing to tell any more: the step was done, the review held, or whoever it is to may not read it now. */
export async function whatIsOver(
  tx: Tx,
  commissionerId: string,
  taken: readonly Taken[],
  today: LocalDate,
): Promise<(one: Taken) => boolean> {
  const of = (...kinds: readonly Taken['kind'][]) => taken.filter(({ kind }) => kinds.includes(kind))
  const casesOf = (some: readonly Taken[]) => some.flatMap(({ caseId }) => caseId ?? [])
  const [teams, waits, coming, concerns, training] = await Promise.all([
    listTeams(tx, casesOf(taken)),
    listWaits(tx, casesOf(of('your-turn', 'late', 'receipt-missing'))),
    listComingOf(
      tx,
      of('review-due').flatMap(({ about }) => about.split(' ')[0] ?? []),
    ),
    stillWaiting(tx, commissionerId, of('concern-waiting'), today),
    stillLapsing(
      tx,
      of('training-lapsing').map(({ about }) => about),
      today,
    ),
  ])
  const holders = await loadHolders(tx, waits, teams)
  return ({ kind, about, caseId, actorId }) => {
    const team = caseId === null ? undefined : teams.get(caseId)
    const [first] = about.split(' ')
    const told = waits.filter(
      (wait) => wait.caseId === caseId && (kind === 'late' ? wait.running?.clockId === first : wait.about === about),
    )
    const receipts = kind === 'receipt-missing' ? waits.filter((wait) => isOfPurchase(wait, caseId, first)) : []
    if (kind === 'concern-waiting') return !concerns.has(`${actorId} ${about}`)
    if (kind === 'training-lapsing') return !training.has(`${actorId} ${about}`)
    if (actorId !== null) {
      if (!team) return true
      const hears = (member: Member) => {
        if (kind === 'late') return hearsOfLate(team, told, member)
        return kind !== 'your-turn' || told.some(({ party }) => isWaitedFor(team, party, member))
      }
      const byName = team.members.some(
        (member) => member.actorId === actorId && mayBeTold(team, member, kind) && hears(member),
      )
      const ofRoles = ofWaits.has(kind) ? told : receipts
      const byRole = ofRoles.some((wait) => holders(wait).includes(actorId))
      if (!byName && !byRole) return true
    }
    if (ofWaits.has(kind)) return told.length === 0
    if (kind === 'receipt-missing') return receipts.length === 0
    if (kind === 'review-due') return !coming.some((review) => review.about === about)
    return false
  }
}

import type { LockedCase } from '../cases/case.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { whatStays } from '../current-services/what-stays.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import type { Context } from '../platform/operation.ts'
import { isCalledOff } from '../rules/what-stays.ts'
import { londonDate } from '../shared/dates.ts'
import { type About, findAddressed } from './letter-facts-repository.ts'
import { letterHtml } from './letter-html.ts'
import { insertLetter } from './letter-repository.ts'
import { toldOf } from './letter-words.ts'
import { insertDecision } from './repository.ts'
import type { Decision } from './schemas.ts'

type Fresh = Parameters<typeof insertDecision>[2]

/** Keeps a decision and, in the same transaction, the letter that tells the person of it: there is none of the one without the other. */
export async function keepDecision(
  tx: Tx,
  { actor, now }: Context,
  the: LockedCase,
  fresh: Fresh,
  about: About = {},
): Promise<Decision> {
  const [decision, to, services] = await Promise.all([
    insertDecision(tx, actor, fresh, now),
    findAddressed(tx, actor, the.id),
    listServicesOf(tx, actor, the.id),
  ])
  const stays = whatStays(services, londonDate(now), callsOff(the, decision))
  const { title } = toldOf(decision, about)
  const body = letterHtml({ decision, about, to, rules: the.rules, stays })
  const contentHash = await insertLetter(tx, actor, { decisionId: decision.id, caseId: the.id, title, body }, now)
  await record(tx, actor, {
    type: 'letter.written',
    subjectId: decision.id,
    caseId: the.id,
    at: now,
    facts: { subject: decision.subject, outcome: decision.outcome, contentHash },
  })
  return decision
}

/** Whether no plan goes ahead after this decision: what one was to replace then stays. */
function callsOff({ moment }: LockedCase, { outcome }: Decision): boolean {
  return (
    outcome === 'declined' ||
    outcome === 'refused' ||
    ((outcome === 'upheld' || outcome === 'not-accepted') && isCalledOff(moment))
  )
}

import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Pence } from '../shared/money.ts'
import { accountOn, fundingOf, openAccounts, post } from './book-repository.ts'
import { type AgreedLine, grantedOf, listLines } from './lines-repository.ts'
import { listHeldBeside } from './spent-beside-repository.ts'

const isHeldAlike = (closed: AgreedLine, open: AgreedLine): boolean =>
  open.status === 'active' &&
  open.key === closed.key &&
  open.element === closed.element &&
  open.deployment === closed.deployment &&
  open.holderId === closed.holderId

/** What is held of a line that has closed, and the line that has it from now on: what of it is gone from the budget already, and what is not. */
interface GoesOn {
  readonly closed: AgreedLine
  readonly open: AgreedLine
  readonly countedPence: Pence
  readonly uncountedPence: Pence
}

/**
 * What was paid out for a line and is not spent yet goes on with the line that takes its place, beside what was agreed for that: it was gone from the budget when the plan was held against it, so
 * that it is neither taken of what was agreed nor given twice. What the budget in force never paid (of a period before, or of a crisis) goes on as what came over, and counts towards nothing.
 */
export async function carryHeld(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  const lines = await listLines(tx, actor, caseId)
  const active = lines.find(({ status }) => status === 'active')
  const left = lines.filter(({ status, heldPence }) => status === 'closed' && heldPence > 0)
  if (!active || left.length === 0) return
  const counted = await listHeldBeside(tx, actor, caseId, active.supportPlanId)
  const goesOn = left.flatMap((closed): GoesOn[] => {
    const open = lines.find((line) => isHeldAlike(closed, line))
    const countedPence = Math.min(closed.heldPence, counted.get(closed.id) ?? 0)
    return open ? [{ closed, open, countedPence, uncountedPence: closed.heldPence - countedPence }] : []
  })
  if (goesOn.length === 0) return
  await setGranted(tx, actor, goesOn)
  openAccounts(
    tx,
    actor,
    caseId,
    goesOn.map(({ open }) => accountOn('held', open.id)),
  )
  for (const { closed, open } of goesOn) {
    // By the funding, so that who paid for the plan before gives so much less, and who pays for this one so much more.
    const [from, to, pence] = [accountOn('held', closed.id), accountOn('held', open.id), closed.heldPence]
    const moves = [
      { from, to: fundingOf(caseId), pence },
      { from: fundingOf(caseId), to, pence },
    ]
    post(tx, actor, { caseId, kind: 'reallocation', planLineId: open.id }, moves, now)
  }
}

/** The same of the cases of lines, where one of them has closed: its payment came after its plan. Who asks has locked the cases. */
export async function carryPaidLate(tx: Tx, actor: Actor, lineIds: readonly string[], now: Date): Promise<void> {
  if (lineIds.length === 0) return
  const rows = await tx
    .selectFrom('plan_line')
    .select('case_id')
    .distinct()
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val([...lineIds]))))
    .where('status', '=', 'closed')
    .execute()
  await Promise.all(rows.map(({ case_id }) => carryHeld(tx, actor, case_id, now)))
}

/**
 * What came to lines of a case in hand, less what went on from them in hand, by the line: what of them was paid out for other lines.
 */
export async function listCameInHand(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlyMap<string, Pence>> {
  const rows = await reads
    .selectFrom('ledger_entry as e')
    .innerJoin('ledger_posting as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.ledger_entry_id', '=', 'e.ledger_entry_id'),
    )
    .select(sql<string>`case when p.to_kind = 'held' then p.to_id else p.from_id end`.as('line'))
    .select(
      sql<Pence>`sum(case when p.to_kind = 'held' then p.amount_pence else -p.amount_pence end)::bigint`.as('pence'),
    )
    .where('e.commissioner_id', '=', actor.commissionerId)
    .where('e.case_id', '=', caseId)
    .where('e.kind', '=', 'reallocation')
    .where(sql<boolean>`(p.to_kind = 'held' or p.from_kind = 'held')`)
    .groupBy('line')
    .execute()
  return new Map(rows.map(({ line, pence }) => [line, pence]))
}

/** What lines were given is less, and more, by what goes on. What came over goes first; what a crisis brought goes last, and only where nothing else is there. */
async function setGranted(tx: Tx, actor: Actor, goesOn: readonly GoesOn[]): Promise<void> {
  const changes = new Map<string, { moved: Pence; carried: Pence; crisis: Pence }>()
  const add = (id: string, moved: Pence, carried: Pence, crisis = 0) => {
    const before = changes.get(id) ?? { moved: 0, carried: 0, crisis: 0 }
    changes.set(id, {
      moved: before.moved + moved,
      carried: before.carried + carried,
      crisis: before.crisis + crisis,
    })
  }
  for (const { closed, open, countedPence, uncountedPence } of goesOn) {
    const ofCarried = Math.min(closed.carriedPence, uncountedPence)
    const ofGranted = Math.min(closed.heldPence - ofCarried, Math.max(0, grantedOf(closed) - ofCarried))
    add(closed.id, -ofGranted, -ofCarried, ofCarried + ofGranted - closed.heldPence)
    add(open.id, countedPence, uncountedPence)
  }
  const by = (name: 'moved' | 'carried' | 'crisis') =>
    sql<Pence>`case ${sql.join(
      [...changes].map(([id, change]) => sql`when plan_line_id = ${id}::uuid then ${change[name]}::bigint`),
      sql` `,
    )} else 0 end`
  await tx
    .updateTable('plan_line')
    .set({
      moved_pence: sql`moved_pence + ${by('moved')}`,
      carried_pence: sql`carried_pence + ${by('carried')}`,
      crisis_pence: sql`crisis_pence + ${by('crisis')}`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val([...changes.keys()]))))
    .execute()
}

import type { AgreedLine } from '../ledger/lines-repository.ts'
import { findPayee } from '../payees/repository.ts'
import { whetherPaidHere } from '../payees/require-payable.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { essentialLines } from '../rules/concerns/freezes.ts'
import type { Given } from '../rules/payments/planned.ts'
import {
  type AgreedRate,
  daysUnder,
  needsServiceAgreement,
  type PaidDays,
  ratesUnder,
} from '../rules/spending/service-agreements.ts'
import { listSigned } from '../service-agreements/repository.ts'
import { daysAfter, type LocalDate, londonDate } from '../shared/dates.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'

/** Since ever: an organisation that holds the money of a line is paid for all its days. */
const ever = { from: '0001-01-01', until: null, bought: [] } as const

/**
 * Whom each of these lines pays by its schedule, for which days: the organisation that holds its money, or who was named to give it, from the day on which they were.
 * Whoever is tied to the case is not among them until somebody has decided; lines that pay the person, or nobody, are not in it.
 */
export async function listGivers(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { plan, opened: lines }: PlanInForce,
  today: LocalDate,
): Promise<ReadonlyMap<string, readonly Given[]>> {
  const given = lines.filter(({ deployment }) => deployment === 'notional').map(({ id }) => id)
  const holders = lines.flatMap(({ deployment, holderId }) =>
    deployment === 'third-party' && holderId !== null ? [holderId] : [],
  )
  if (given.length + holders.length === 0) return new Map()
  const [named, bought, registered] = await Promise.all([
    listNamed(reads, actor, given),
    listBought(reads, actor, caseId, given),
    listHolders(reads, actor, holders),
  ])
  const everybody = [...new Set([...named, ...registered].map(({ payee_id }) => payee_id))]
  const asked = await Promise.all(
    everybody.map(async (id) => [id, await whetherPaidHere(reads, actor, caseId, id, today)] as const),
  )
  const paid = new Map(asked)
  const under = new Map(
    await Promise.all(
      [...new Set(named.map(({ payee_id }) => payee_id))].map(async (id) => {
        const [payee, signed] = await Promise.all([
          findPayee(reads, actor, id, today),
          listSigned(reads, actor, id, today),
        ])
        return [id, { kind: payee?.kind, signed }] as const
      }),
    ),
  )
  const essential = essentialLines(plan)
  const unitOf = (line: AgreedLine) => plan.lines.find(({ key }) => key === line.key)?.schedule?.unit ?? null
  /** What keeps a crisis off, or is there for one, is paid on while somebody sees to the agreement. */
  const daysOf = (line: AgreedLine, payeeId: string, days: PaidDays): readonly PaidDays[] => {
    const { kind, signed = [] } = under.get(payeeId) ?? {}
    const isPaidOn = line.crisisPence > 0 || essential.includes(line.key)
    if (!kind || isPaidOn || !needsServiceAgreement(kind, line)) return [days]
    return daysUnder(signed, line, unitOf(line), days)
  }
  const ratesOf = (line: AgreedLine, payeeId: string): readonly AgreedRate[] => {
    const { kind, signed = [] } = under.get(payeeId) ?? {}
    const unit = unitOf(line)
    return kind && unit !== null && needsServiceAgreement(kind, line) ? ratesUnder(signed, line, unit) : []
  }
  const giversOf = (line: AgreedLine): Given[] => {
    const holder = registered.filter(({ organisation_id }) => organisation_id === line.holderId)
    // Where two are registered for it, nobody knows which is paid.
    if (line.deployment === 'third-party')
      return holder.length === 1 ? holder.map(({ payee_id }) => ({ payeeId: payee_id, ...ever })) : []
    const ofLine = named.filter(({ plan_line_id }) => plan_line_id === line.id)
    return ofLine.flatMap(({ payee_id, named_at, ended_at }, at) => {
      const next = ofLine[at + 1]
      const ended = ended_at && londonDate(ended_at)
      const replaced = next && daysAfter(londonDate(next.named_at), -1)
      // Who was ended is paid for what they gave by that day.
      const last = [ended, replaced, paid.get(payee_id)?.until].filter((day) => typeof day === 'string')
      const until = last.sort()[0] ?? null
      const ofThem = bought
        .filter((one) => one.plan_line_id === line.id && one.payee_id === payee_id)
        .map((one) => ({ on: one.bought_on, pence: one.amount_pence - one.reversed_pence }))
      const days = daysOf(line, payee_id, { from: londonDate(named_at), until })
      return days.map((part) => ({
        ...{ payeeId: payee_id, ...part, rates: ratesOf(line, payee_id) },
        bought: ofThem.filter(({ on }) => part.from <= on && (part.until === null || on <= part.until)),
      }))
    })
  }
  return new Map(
    lines
      .filter(({ deployment }) => deployment !== 'direct-payment')
      .map((line) => [line.id, giversOf(line).filter(({ payeeId }) => payeeId !== null && paid.get(payeeId))]),
  )
}

/** Who was named to give these lines, in the order of it. */
const listNamed = (reads: Reads, actor: Actor, lines: readonly string[]) =>
  reads
    .selectFrom('line_provider')
    .select(['plan_line_id', 'payee_id', 'named_at', 'ended_at'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val([...lines]))))
    .orderBy('named_at')
    .orderBy('line_provider_id')
    .execute()

/** What stands of what was bought from these lines of somebody who is paid for it. */
const listBought = (reads: Reads, actor: Actor, caseId: string, lines: readonly string[]) =>
  reads
    .selectFrom('purchase')
    .select(['plan_line_id', 'payee_id', 'bought_on', 'amount_pence', 'reversed_pence'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val([...lines]))))
    .where('payee_id', 'is not', null)
    .where('reversed_at', 'is', null)
    .execute()

/** These organisations as they are paid; one that has a float is given its money by that. */
const listHolders = (reads: Reads, actor: Actor, holders: readonly string[]) =>
  reads
    .selectFrom('payee as p')
    .select(['p.payee_id', 'p.organisation_id'])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('p.organisation_id', '=', eb.fn.any(eb.val([...holders]))))
    .where('p.ended_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('organisation_float as f')
            .select('f.organisation_id')
            .where('f.commissioner_id', '=', theTenant)
            .whereRef('f.organisation_id', '=', 'p.organisation_id'),
        ),
      ),
    )
    .execute()

import { isDeepStrictEqual } from 'node:util'
import { lockCases } from '../case-access/lock-cases-repository.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { insertIdentifiers, listNumbersOf } from '../identifiers/repository.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { identifierTaken, tokenOf } from '../rules/people/identifiers.ts'
import { listPlansByIdentifiers } from '../support-plans/brought-over-repository.ts'
import { judgeNewPlan, keepNewPlan, newContentOf } from '../support-plans/new-plan.ts'
import { findAgreedPlan } from '../support-plans/repository.ts'
import {
  differs,
  itself,
  type LineKind,
  made,
  noteMatched,
  refusalOf,
  refusedAt,
  thereAlready,
  underIdentifier,
} from './judged.ts'
import { type PlanOfAnother, planFields } from './line-schemas.ts'
import { listCasesByIdentifiers } from './looking-up-repository.ts'

/** What is wrong with the case and with no field of the line. */
const names = { '/': '/case' }

/**
 * Begins drafts by the rules by which one is begun, and nothing more: nobody has signed, submitted or agreed to what comes, and who brought it over had a
 * hand in its text. Where the person was not told their amount yet the line is refused, and can be sent again (decision 0121).
 */
export const plans: LineKind<PlanOfAnother> = {
  check(value) {
    orThrow(underIdentifier(identifierTaken('support-plan', value.identifier)))
    return value
  },
  once: (value) => [itself(value)],
  async keep(tx, context, lines, { dryRun, madeBefore }) {
    const { actor, now } = context
    const [known, cases] = await Promise.all([
      listPlansByIdentifiers(
        tx,
        actor,
        lines.map(({ value }) => tokenOf(value.identifier)),
      ),
      listCasesByIdentifiers(tx, actor, [...new Set(lines.map(({ value }) => tokenOf(value.case)))]),
    ])
    const caseOf = (value: PlanOfAnother) => cases.get(tokenOf(value.case))
    const once = (caseId: string) => `plan of ${caseId}`
    const before = await madeBefore([...cases.values()].map(({ id }) => once(id)))
    const of = [...cases.values()]
    noteMatched(
      tx,
      of.flatMap(({ open, personId }) => (open ? personId : [])),
      lines,
      (value) => caseOf(value)?.open ?? false,
    )
    // Each is locked again by its line: in the order of the file, which another writer does not know.
    const [, numbers] = await Promise.all([
      lockCases(
        tx,
        actor,
        of.map(({ id }) => id),
      ),
      listNumbersOf(
        tx,
        actor,
        of.map(({ personId }) => personId),
      ),
    ])
    const judged = []
    for (const { line, value } of lines) {
      const { identifier, case: _, ...input } = value
      const of = caseOf(value)
      const there = known.get(tokenOf(identifier))
      if (there && !there.open)
        judged.push(refusedAt(line, '/identifier', 'identifier-taken', 'is the identifier of something else'))
      else if (!of?.open) judged.push(refusedAt(line, '/case', 'reference-unknown', 'names no case that is known here'))
      else if (before.has(once(of.id)))
        judged.push(refusedAt(line, '/case', 'repeated', 'has a plan in a line before this one'))
      else
        try {
          if (there) {
            const content = await newContentOf(tx, actor, of.id, input)
            const others = [
              ...(there.plan.caseId === of.id ? [] : ['/case']),
              ...planFields
                .filter((field) => !isDeepStrictEqual(there.plan[field], content[field]))
                .map((field) => `/${field}`),
            ]
            judged.push(others.length === 0 ? thereAlready(line, there.plan.id) : differs(line, others))
            continue
          }
          orThrow(underIdentifier(identifierTaken('support-plan', identifier, numbers.get(of.personId) ?? [])))
          const budgetCase = await openForWriting(tx, context, of.id)
          requireCaseRole(budgetCase, actor, 'machine')
          if (await findAgreedPlan(tx, actor, of.id))
            throw new Problem('wrong-state', 'A plan was agreed here: change that one')
          const plan = await judgeNewPlan(tx, context, of.id, input)
          if (!dryRun) {
            await keepNewPlan(tx, context, plan, { broughtOver: true })
            await insertIdentifiers(tx, actor, [{ of: { kind: 'support-plan', id: plan.id }, identifier }], now)
          }
          judged.push(made(line, dryRun ? null : plan.id))
          before.add(once(of.id))
        } catch (error) {
          judged.push(refusalOf(line, error, names))
        }
    }
    return judged
  },
}

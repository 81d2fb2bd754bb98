import { isDeepStrictEqual } from 'node:util'
import { lockCases } from '../case-access/lock-cases-repository.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { judgeNewService, keepNewService, toBeKept } from '../current-services/new-service.ts'
import { listServicesByIds } from '../current-services/repository.ts'
import { NewCurrentService } from '../current-services/schemas.ts'
import { listNumbersOf } from '../identifiers/repository.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { identifierTaken, tokenOf } from '../rules/people/identifiers.ts'
import { mostServices } from '../rules/planning/continuity.ts'
import { listKnownLines } from '../support-plans/plan-lines-repository.ts'
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
import type { ServiceLine } from './line-schemas.ts'
import { listBroughtOver, listCasesByIdentifiers } from './looking-up-repository.ts'

const fields = Object.keys(NewCurrentService.properties) as (keyof typeof NewCurrentService.properties)[]

/** Writes down services that people have now, by the rules by which one is registered. Nothing is taken away by it. */
export const services: LineKind<ServiceLine> = {
  check(value) {
    orThrow(underIdentifier(identifierTaken('support-plan', value.identifier)))
    return value
  },
  once: (value) => [itself(value)],
  async keep(tx, context, lines, { dryRun, tally }) {
    const { actor } = context
    const [brought, known] = await Promise.all([
      listBroughtOver(
        tx,
        actor,
        lines.map(({ value }) => tokenOf(value.identifier)),
      ),
      listCasesByIdentifiers(tx, actor, [...new Set(lines.map(({ value }) => tokenOf(value.case)))]),
    ])
    noteMatched(
      tx,
      [...known.values()].flatMap(({ open, personId }) => (open ? personId : [])),
      lines,
      (value) => known.get(tokenOf(value.case))?.open ?? false,
    )
    const cases = [...new Set([...known.values()].map(({ id }) => id))]
    const [, before, numbers] = await Promise.all([
      // Each is locked again by its line: in the order of the file, which another writer does not know.
      lockCases(tx, actor, cases),
      listServicesByIds(tx, actor, [...brought.values()]),
      listNumbersOf(
        tx,
        actor,
        [...known.values()].map(({ personId }) => personId),
      ),
    ])
    // What was made counts by itself: a dry run makes nothing, and counts what it would have made.
    const counted = await tally(dryRun ? cases.map(keyOfCase) : [], mostServices)
    const judged = []
    for (const { line, value } of lines) {
      const { identifier, case: named, ...input } = value
      const of = known.get(tokenOf(named))
      const service = before.get(brought.get(tokenOf(identifier)) ?? '')
      if (!of?.open) {
        judged.push(refusedAt(line, '/case', 'reference-unknown', 'names no case that is known here'))
        continue
      }
      if (service) {
        const asKept = toBeKept(input)
        const others = [
          ...(service.caseId === of.id ? [] : ['/case']),
          ...fields.filter((field) => !isDeepStrictEqual(service[field], asKept[field])).map((field) => `/${field}`),
        ]
        judged.push(others.length === 0 ? thereAlready(line, service.id) : differs(line, others))
        continue
      }
      try {
        orThrow(underIdentifier(identifierTaken('support-plan', identifier, numbers.get(of.personId) ?? [])))
        const budgetCase = await lockCase(tx, actor, of.id)
        if (!budgetCase) throw new Problem('not-found')
        if (budgetCase.endedAt !== null) throw new Problem('case-ended')
        requireCaseRole(budgetCase, actor, 'machine')
        const fresh = await judgeNewService(tx, context, budgetCase, input, {
          // No agreement is recorded with it, so nobody speaks for the person here.
          by: 'care-coordinator',
          linesOf: listKnownLines,
          besides: counted.of(keyOfCase(of.id)),
        })
        if (dryRun) counted.add(keyOfCase(of.id))
        else await keepNewService(tx, context, fresh, tokenOf(identifier))
        judged.push(made(line, dryRun ? null : fresh.id))
      } catch (error) {
        judged.push(refusalOf(line, error))
      }
    }
    await counted.keep()
    return judged
  },
}

const keyOfCase = (caseId: string) => `service of ${caseId}`

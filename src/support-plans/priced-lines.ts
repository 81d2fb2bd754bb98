import type { Static } from '@sinclair/typebox'
import { type FieldError, Problem } from '../platform/http/errors.ts'
import { costOf, flawOf } from '../rules/planning/line-schedule.ts'
import { inPounds, mostPence } from '../shared/money.ts'
import type { PlanLine, PlanLineInput } from './line-schemas.ts'

type Line = Static<typeof PlanLine>

/** The lines with what each comes to. Refuses a schedule that cannot be counted, and an amount that is not what its schedule comes to. */
export function pricedLines(lines: readonly Static<typeof PlanLineInput>[]): Line[] {
  const errors: FieldError[] = []
  const priced = lines.map((line, index): Line => {
    const at = (field: string, code: string, detail: string) =>
      errors.push({ pointer: `/lines/${index}/${field}`, code, detail })
    const { schedule, amountPence, ownPence = 0 } = line
    const flaw = schedule && flawOf(schedule)
    if (flaw) at(`schedule/${flaw.field}`, 'schedule-invalid', flaw.detail)
    if (!schedule || flaw) {
      if (amountPence === undefined && !flaw)
        at('amountPence', 'required', 'A line without a schedule needs its amount')
      return { ...line, amountPence: amountPence ?? 0 }
    }
    const cost = costOf(schedule)
    const paid = cost - ownPence
    if (paid <= 0 || cost > mostPence)
      at(
        'schedule',
        'schedule-invalid',
        `The schedule comes to ${inPounds(cost)}: the budget must pay a part of it that can be kept`,
      )
    else if (amountPence !== undefined && amountPence !== paid)
      at(
        'amountPence',
        'amount-mismatch',
        `The schedule comes to ${inPounds(cost)}, of which the budget pays ${inPounds(paid)}`,
      )
    return { ...line, amountPence: paid }
  })
  if (errors.length > 0) throw new Problem('request-invalid', undefined, { errors })
  return priced
}

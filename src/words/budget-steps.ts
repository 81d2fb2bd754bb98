import type { Funder } from '../rules/budgets/budget-rules.ts'
import type { CalculationStep } from '../rules/budgets/calculation.ts'
import type { BudgetFacts, BudgetInputs } from '../rules/budgets/inputs.ts'
import { effectiveThirtieths, hundredths, inPoints, withoutSupport } from '../rules/budgets/points.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { inPounds, type Pence } from '../shared/money.ts'
import { asRead } from '../shared/numbers.ts'
import { funderNames } from './roles.ts'

/** What the steps of a calculation were worked out from. */
export interface WorkedFrom {
  readonly rules: SchemeRules
  readonly inputs: BudgetInputs
  readonly facts: BudgetFacts
  readonly steps: readonly CalculationStep[]
}

interface Telling extends WorkedFrom {
  readonly step: CalculationStep
  /** What the steps before this one come to, and what they come to with it. */
  readonly before: Pence
  readonly after: Pence
}

/**
 * Each step in plain English, for the person. The words come from the facts and are part of no hash, so better words change no
 * calculation; what was told is kept with the calculation.
 */
export function budgetStepSentences(from: WorkedFrom): string[] {
  let before = 0
  return from.steps.map((step) => {
    const after = before + step.amountPence
    const say = sentences[step.rule]
    if (!say) throw new Error(`The step ${step.rule} has no sentence`)
    const said = say({ ...from, step, before, after })
    before = after
    return said
  })
}

const sentences: Readonly<Record<string, (telling: Telling) => string>> = {
  'one-off-item': ({ step, inputs }) => {
    const item = inputs.method === 'one-off' && inputs.items.find(({ key }) => key === step.inputs.item)
    return `You asked for “${item ? item.title : step.inputs.item}”, which costs ${inPounds(step.amountPence)}.`
  },
  'one-off-band': ({ step: { inputs } }) =>
    `Together that is ${pounds(inputs.totalPence)}. This scheme offers one person ${pounds(inputs.floorPence)} to ${pounds(inputs.ceilingPence)}, so nothing is taken off.`,
  'required-service': (telling) => {
    const { title, units, each } = service(telling)
    return `${title}: ${units} in the year, at ${each}, is ${inPounds(telling.step.amountPence)}.`
  },
  'historic-contact': used,
  'historic-not-counted': (telling) => {
    const kept = telling.facts.keptServices.includes(String(telling.step.inputs.service))
    const aside = kept
      ? 'You keep this service, so nothing is taken off for it. Its cost counts in what the services that you used have cost, and not in your budget.'
      : 'A budget cannot buy this; it stays free to you, and nothing is taken off for it.'
    return `${used(telling)} ${aside}`
  },
  'historic-year': ({ step: { inputs }, after }) =>
    `These are ${inputs.months} months, to ${inputs.until}. For one year that is ${inPounds(after)}.`,
  'historic-factor': ({ step: { inputs }, after }) =>
    `The scheme offers ${percent(inputs.factorBasisPoints)} of this, which is ${inPounds(after)}.`,
  'historic-floor': ({ step: { inputs } }) =>
    `No budget of this scheme is below ${pounds(inputs.floorPence)}, however little help somebody had before. So yours is raised to that.`,
  'points-domain': pointsDomain,
  'points-band': ({ step: { inputs, amountPence }, before, after }) => {
    const changed = amountPence === 0 ? 'so nothing changes' : `so it becomes ${inPounds(after)}`
    return `Together that is ${inputs.points} points and ${inPounds(before)}. From ${inputs.fromPoints} points on the scheme offers ${pounds(inputs.floorPence)} to ${pounds(inputs.ceilingPence)}, ${changed}.`
  },
  'local-uplift': ({ step: { inputs, amountPence }, after }) =>
    `The scheme adds ${percent(inputs.upliftBasisPoints)} for prices that have risen, which is ${inPounds(amountPence)}. That makes ${inPounds(after)}.`,
  'social-care-budget': ({ step: { amountPence }, before, after }) =>
    `You have a social-care budget of ${inPounds(amountPence)} already. With the health element of ${inPounds(before)} that makes ${inPounds(after)}. Your GP has agreed the health need.`,
  'split-unattributed': (telling) =>
    `${paidBy(telling)} Nobody has to say which of your needs are health and which are social care.`,
  'split-percentage': (telling) =>
    `${paidBy(telling)} ${telling.rules.split.decidedAtApproval ? 'The people who agree to your plan can share it out differently. ' : ''}It does not change what you get.`,
  'split-layered': (telling) => `${paidBy(telling)} It does not change what you get.`,
  'contingency-reserve': ({ step: { inputs }, steps, after }) => {
    const reservePence = Number(inputs.reservePence)
    const socialCare = steps.find(({ rule }) => rule === 'social-care-budget')?.amountPence ?? 0
    return `Of ${inPounds(after - socialCare)}, ${percent(inputs.reserveBasisPoints)}, which is ${inPounds(reservePence)}, is kept for you for a crisis. In total that leaves ${inPounds(after - reservePence)} for your plan.`
  },
}

type Kept = string | number | undefined

const pounds = (pence: Kept) => inPounds(Number(pence))
const percent = (basisPoints: Kept) => `${asRead(Number(basisPoints) / 100)} %`

/** A service of the price list, as a step counts it. */
function service({ rules, step: { inputs } }: Telling) {
  const price = rules.prices.find(({ code }) => code === inputs.service)
  const units = Number(inputs.units)
  return {
    title: price?.title ?? String(inputs.service),
    units: `${asRead(units)} ${price?.unit ?? 'unit'}${units === 1 ? '' : 's'}`,
    each: `${pounds(inputs.unitPence)} each (prices of ${inputs.year})`,
  }
}

function used(telling: Telling): string {
  const { title, units, each } = service(telling)
  return `${title}: you used ${units}. At ${each} that cost ${pounds(telling.step.inputs.costPence)}.`
}

function pointsDomain({ facts, step: { inputs, amountPence } }: Telling): string {
  const domain = facts.ratings.find(({ key }) => key === inputs.domain)
  if (!domain) throw new Error(`The domain ${inputs.domain} has no rating`)
  const { typical, worst } = withoutSupport(domain)
  const points = inPoints(effectiveThirtieths(domain) * hundredths)
  return `${domain.title}: you rated a typical day (${typical} of 4) and a worst day (${worst} of 4, on ${domain.worstDaysPerMonth} of 30 days). You rated them as they would be without the support you have now. That gives ${points} point${points === '1' ? '' : 's'}.${weighed(inputs)} At ${pounds(inputs.pricePerPointPence)} for a point that is ${inPounds(amountPence)}.`
}

/** What the weight does to the points; where everything counts once, nothing is said. */
function weighed({ weight, points }: CalculationStep['inputs']): string {
  const by = Number(weight)
  if (by === hundredths) return ''
  if (by === 0) return ' This does not count in this scheme.'
  const usual: Readonly<Record<number, string>> = { 50: 'half', 200: 'twice' }
  return ` This counts ${usual[by] ?? `${asRead(by / hundredths)} times`} in this scheme, which makes ${points} point${points === '1' ? '' : 's'}.`
}

function paidBy({ step: { inputs } }: Telling): string {
  const parts = Object.entries(inputs).map(
    ([funder, pence]) => `${pounds(pence)} from ${funderNames[funder as Funder]}`,
  )
  return `The money comes from: ${parts.join(' and ')}.`
}

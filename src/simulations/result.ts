import { ethnicCategories } from '../people/schemas.ts'
import { hidden, smallestShown } from '../rules/published/small-numbers.ts'
import { type Tier, tiers } from '../rules/sign-off/sign-off-rules.ts'
import type { SimulatedGroup, SimulationResult } from './result-schemas.ts'
import type { Counted, NowAndProposed, Tally } from './tally-repository.ts'

/** What is kept of a simulation: whole for all cases together, and by group with small numbers hidden. */
export function toResult(budgetCase: Tally, basedOnVersion: number | null): SimulationResult {
  const older = budgetCase.byVersion.filter(({ of }) => of !== basedOnVersion).reduce<Counted>(together, empty)
  return {
    cases: budgetCase.cases,
    withoutCalculation: budgetCase.withoutCalculation,
    compared: changes(budgetCase.all),
    gains: budgetCase.gains,
    losses: budgetCase.losses,
    underOlderVersions: {
      cases: older.gain + older.lose + older.same,
      calculatedPence: older.calculatedPence,
      nowPence: older.nowPence,
      differencePence: older.nowPence - older.calculatedPence,
    },
    notComparable: [...budgetCase.notComparable],
    notCalculable: [...budgetCase.refusedProposed],
    notCalculableNow: [...budgetCase.refusedNow],
    signOff: signOff(budgetCase.tiers),
    nearLimit: { now: near(budgetCase.near, 'now'), proposed: near(budgetCase.near, 'proposed') },
    byVersion: budgetCase.byVersion.map(({ of, ...counts }) => ({
      version: of,
      calculatedPence: counts.calculatedPence,
      ...changes(counts),
    })),
    byEthnicCategory: grouped(
      ethnicCategories.map((category) => budgetCase.byEthnicCategory.find(({ of }) => of === category) ?? empty),
    ).map((group, index) => ({ ethnicCategory: ethnicCategories[index] ?? '99', ...group })),
    byLanguage: byLanguage(budgetCase.byLanguage),
    byInterpreter: grouped(
      [true, false].map((needed) => budgetCase.byInterpreter.find(({ of }) => of === needed) ?? empty),
    ).map((group, index) => ({ interpreterNeeded: index === 0, ...group })),
  }
}

const empty: Counted = {
  cases: 0,
  gain: 0,
  lose: 0,
  same: 0,
  notComparable: 0,
  notCalculable: 0,
  notCalculableNow: 0,
  calculatedPence: 0,
  nowPence: 0,
  proposedPence: 0,
}

function changes({ gain, lose, same, nowPence, proposedPence }: Counted): SimulationResult['compared'] {
  return {
    cases: gain + lose + same,
    nowPence,
    proposedPence,
    changePence: proposedPence - nowPence,
    gain,
    lose,
    same,
  }
}

/** The tiers in their order, whoever may not decide last. */
function signOff(counts: readonly NowAndProposed<string | null>[]): SimulationResult['signOff'] {
  return [...tiers, null].flatMap((tier) => {
    const counted = counts.find(({ of }) => of === tier)
    return counted ? [{ tier, now: counted.now, proposed: counted.proposed }] : []
  })
}

function near(
  counts: readonly NowAndProposed<string | null>[],
  side: 'now' | 'proposed',
): SimulationResult['nearLimit']['now'] {
  const count = (tier: Tier, place: 'within' | 'over') =>
    counts.find(({ of }) => of === `${tier} ${place}`)?.[side] ?? 0
  return tiers
    .map((tier) => ({ tier, within: count(tier, 'within'), over: count(tier, 'over') }))
    .filter(({ within, over }) => within + over > 0)
}

const mostLanguages = 50

/** Languages that few people use are one group, so that it is not told that somebody uses them; one group alone is no comparison. */
function byLanguage(counts: Tally['byLanguage']): SimulationResult['byLanguage'] {
  const known = counts
    .filter(({ cases }) => cases >= smallestShown)
    .toSorted((a, b) => b.cases - a.cases)
    .slice(0, mostLanguages)
  if (known.length === 0) return []
  const others = counts.filter((each) => !known.includes(each)).reduce<Counted>(together, empty)
  return grouped([...known, others]).map((group, index) => ({ language: known[index]?.of ?? 'other', ...group }))
}

function together(one: Counted, other: Counted): Counted {
  return {
    cases: one.cases + other.cases,
    gain: one.gain + other.gain,
    lose: one.lose + other.lose,
    same: one.same + other.same,
    notComparable: one.notComparable + other.notComparable,
    notCalculable: one.notCalculable + other.notCalculable,
    notCalculableNow: one.notCalculableNow + other.notCalculableNow,
    calculatedPence: one.calculatedPence + other.calculatedPence,
    nowPence: one.nowPence + other.nowPence,
    proposedPence: one.proposedPence + other.proposedPence,
  }
}

/** Groups as they are shown. Sums of money are shown of a group of which everything else is: where all change alike, a sum tells a count. */
function grouped(groups: readonly Counted[]): Omit<SimulatedGroup, 'ethnicCategory'>[] {
  const cells = groups.map((group) => [
    group.gain,
    group.lose,
    group.same,
    group.notComparable,
    group.notCalculable,
    group.notCalculableNow,
  ])
  const hide = hidden(cells)
  return groups.map(({ cases, nowPence, proposedPence }, row) => {
    const suppressed = hide[row]?.total === true || hide[row]?.cells.includes(true) === true
    const cell = (index: number) => (hide[row]?.cells[index] ? null : (cells[row]?.[index] ?? 0))
    return {
      suppressed,
      cases: hide[row]?.total ? null : cases,
      gain: cell(0),
      lose: cell(1),
      same: cell(2),
      notComparable: cell(3),
      notCalculable: cell(4),
      notCalculableNow: cell(5),
      nowPence: suppressed ? null : nowPence,
      proposedPence: suppressed ? null : proposedPence,
    }
  })
}

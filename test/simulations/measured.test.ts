import t, { type Test } from 'tap'
import type { SimulationResult } from '../../src/simulations/result-schemas.ts'
import { insertCases, type Under } from '../support/many-cases.ts'
import { aDraft, ownScheme, presetNames, presetRules, published, simulated, uplift } from '../support/policy.ts'
import { startService } from '../support/service.ts'
import { standing } from '../support/standing-cases.ts'

const service = await startService(t)
const { ownerUrl } = service.database
const merseyside = await presetRules('merseyside-one-off')
const one = (pence: number) => ({
  inputs: { method: 'one-off' as const, items: [{ key: 'a-thing', title: 'A thing', amountPence: pence }] },
})
const simulation = async (schemeId: string, change: Parameters<typeof aDraft>[1] = {}) =>
  (await simulated(service, (await aDraft(service, change, schemeId)).id)).result

/** What every result comes to, whatever was simulated. */
function adds(t: Test, result: SimulationResult, basedOnVersion: number): void {
  const { compared, underOlderVersions, byVersion, gains, losses } = result
  const sum = <Of>(rows: readonly Of[], of: (row: Of) => number) => rows.reduce((total, row) => total + of(row), 0)
  const cases = (rows: readonly { cases: number }[]) => sum(rows, (row) => row.cases)
  const told = [result.notComparable, result.notCalculable, result.notCalculableNow]
  t.equal(result.withoutCalculation + compared.cases + sum(told, cases), result.cases, 'every case is told once')
  t.equal(compared.gain + compared.lose + compared.same, compared.cases)
  t.equal(compared.proposedPence - compared.nowPence, compared.changePence)
  t.equal((gains?.totalPence ?? 0) - (losses?.totalPence ?? 0), compared.changePence)
  for (const key of ['cases', 'nowPence', 'proposedPence', 'changePence', 'gain', 'lose', 'same'] as const)
    t.equal(
      sum(byVersion, (row) => row[key]),
      compared[key],
      key,
    )
  const older = byVersion.filter(({ version }) => version !== basedOnVersion)
  t.same(underOlderVersions, {
    cases: cases(older),
    calculatedPence: sum(older, (row) => row.calculatedPence),
    nowPence: sum(older, (row) => row.nowPence),
    differencePence: sum(older, (row) => row.nowPence - row.calculatedPence),
  })
  const newest = byVersion.filter(({ version }) => version === basedOnVersion)
  t.equal(
    sum(newest, (row) => row.calculatedPence),
    sum(newest, (row) => row.nowPence),
    'run again under its own version a calculation is what it was',
  )
}

/** Two cases that were worked out under version 1, and one under version 2, which adds a tenth. */
async function underTwo(): Promise<Under> {
  const under = await ownScheme(service)
  await published(service, '2026-11-24', uplift(merseyside, 1_000), under.schemeId)
  await insertCases(ownerUrl, under, [one(40_000), one(50_000)])
  const second = { ...under, version: 2, rules: { ...merseyside, ...uplift(merseyside, 1_000) } }
  await insertCases(ownerUrl, second, [one(40_000)])
  return under
}

t.test('the current version changes nothing, also where cases are under an older one: not one penny', async (t) => {
  const { schemeId } = await underTwo()
  const result = await simulation(schemeId)
  t.match(result, {
    compared: { cases: 3, nowPence: 143_000, proposedPence: 143_000, changePence: 0, gain: 0, lose: 0, same: 3 },
    gains: null,
    losses: null,
  })
  t.same(result.nearLimit.now, result.nearLimit.proposed)
  for (const { now, proposed } of result.signOff) t.equal(now, proposed)
  t.same(
    result.underOlderVersions,
    { cases: 2, calculatedPence: 90_000, nowPence: 99_000, differencePence: 9_000 },
    'what the newer version gives them is a figure of its own',
  )
  adds(t, result, 2)
})

t.test(
  'who gains and who loses is counted from the newest version, by the version that each was calculated under',
  async (t) => {
    const { schemeId } = await underTwo()
    const result = await simulation(schemeId, uplift(merseyside, 0))
    const older = { version: 1, calculatedPence: 90_000, nowPence: 99_000, proposedPence: 90_000, changePence: -9_000 }
    const newest = { version: 2, calculatedPence: 44_000, nowPence: 44_000, proposedPence: 40_000, changePence: -4_000 }
    t.same(result.byVersion, [
      { ...older, cases: 2, gain: 0, lose: 2, same: 0 },
      { ...newest, cases: 1, gain: 0, lose: 1, same: 0 },
    ])
    adds(t, result, 2)
  },
)

t.test(
  'it is measured against the newest version also before its first day, since a draft takes its place',
  async (t) => {
    const under = await ownScheme(service)
    await insertCases(ownerUrl, under, [one(50_000)])
    await published(service, '2027-01-01', uplift(merseyside, 1_000), under.schemeId)
    const result = await simulation(under.schemeId)
    t.match(result.compared, { nowPence: 55_000, changePence: 0, same: 1 })
    t.match(result.underOlderVersions, { cases: 1, differencePence: 5_000 })
    adds(t, result, 2)
  },
)

t.test('the figures add up for every scheme, under two versions, with cases that cannot be worked out', async (t) => {
  for (const name of presetNames) {
    const under = await ownScheme(service, name)
    const second = { ...under.rules, ...uplift(under.rules, 250) }
    await insertCases(ownerUrl, under, [...standing(name, 9), { inputs: null }])
    await published(service, '2026-11-25', uplift(under.rules, 250), under.schemeId)
    await insertCases(ownerUrl, { ...under, version: 2, rules: second }, standing(name, 8))
    const result = await simulation(under.schemeId, uplift(under.rules, 125))
    t.match(result, { cases: 18, withoutCalculation: 1, underOlderVersions: { cases: 9 } }, name)
    adds(t, result, 2)
  }
})

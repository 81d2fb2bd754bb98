import { inPounds, type Pence } from '../../shared/money.ts'
import type { Missing } from '../assessment/readiness.ts'
import { uplifted } from '../budgets/adjustments.ts'
import { withinLimit } from '../sign-off/sign-off.ts'
import { neverBought } from './never-bought.ts'
import type { SchemeRules } from './scheme-rules.ts'

type Say = (pointer: string, code: string, detail: string) => void

/**
 * What is wrong with a scheme's rules as policy, named by field, before anybody is decided on under them. `domains` are the keys of the
 * instrument that points are counted on. Empty: the rules can be published.
 */
export function policyFaults(rules: SchemeRules, domains: readonly string[]): Missing[] {
  const faults: Missing[] = []
  const say: Say = (pointer, code, detail) => faults.push({ pointer, code, detail })
  checkBudget(rules, domains, say)
  checkSplit(rules, say)
  checkTiers(rules, say)
  checkForced(rules, say)
  checkPeople(rules, say)
  checkKeys(rules, say)
  checkCategories(rules, say)
  checkEligibility(rules, say)
  checkMoney(rules, say)
  return faults
}

function checkBudget({ budget, prices, adjustments }: SchemeRules, domains: readonly string[], say: Say): void {
  if (budget.method === 'one-off' && budget.floorPence > budget.ceilingPence)
    say('/budget/ceilingPence', 'band-inverted', 'must not be below floorPence')
  if (budget.method === 'points') checkPoints(budget, domains, say)
  if (
    (budget.method === 'required-services' || budget.method === 'historic-cost') &&
    !prices.some((price) => price.purchasable)
  ) {
    say(
      '/prices',
      'price-missing',
      `the method ${budget.method} needs the price of at least one service that can be bought`,
    )
  }
  if (adjustments.upliftBasisPoints > 0 && adjustments.upliftSource === 'None')
    say('/adjustments/upliftSource', 'source-missing', 'must say where the uplift comes from')
}

function checkPoints(
  budget: Extract<SchemeRules['budget'], { method: 'points' }>,
  domains: readonly string[],
  say: Say,
): void {
  for (const domain of domains) {
    if (budget.weights[domain] === undefined) say(`/budget/weights/${domain}`, 'weight-missing', 'has no weight')
  }
  for (const domain of Object.keys(budget.weights)) {
    if (!domains.includes(domain))
      say(`/budget/weights/${domain}`, 'domain-unknown', 'is not a domain of the instrument')
  }
  if (Object.values(budget.weights).every((weight) => weight === 0))
    say('/budget/weights', 'weight-missing', 'needs a weight above 0')
  for (const [index, band] of budget.bands.entries()) {
    const before = budget.bands[index - 1]
    if (index === 0 && band.fromPoints !== 0)
      say('/budget/bands/0/fromPoints', 'band-gap', 'must be 0: the bands cover every score')
    if (before && band.fromPoints <= before.fromPoints)
      say(`/budget/bands/${index}/fromPoints`, 'band-overlap', 'must be above the band before')
    if (before && band.ceilingPence < before.ceilingPence)
      say(`/budget/bands/${index}/ceilingPence`, 'band-falls', 'must not be below the band before')
    if (before && band.floorPence < before.floorPence)
      say(`/budget/bands/${index}/floorPence`, 'band-falls', 'must not be below the band before')
    if (band.ceilingPence < band.floorPence)
      say(`/budget/bands/${index}/ceilingPence`, 'band-inverted', 'must not be below floorPence')
  }
}

function checkSplit({ split }: SchemeRules, say: Say): void {
  const total = split.shares.reduce((sum, share) => sum + share.basisPoints, 0)
  if (split.kind === 'percentage' && total !== 10_000)
    say('/split/shares', 'shares-not-whole', `must come to 10,000 basis points; they come to ${total}`)
  if (split.kind !== 'percentage' && split.shares.length > 0)
    say('/split/shares', 'shares-not-used', `must be empty: a split of the kind ${split.kind} has none`)
  if (new Set(split.shares.map((share) => share.funder)).size < split.shares.length)
    say('/split/shares', 'key-repeated', 'names a funder twice')
  if (split.kind !== 'percentage' && split.decidedAtApproval)
    say('/split/decidedAtApproval', 'shares-not-used', `must be false: a split of the kind ${split.kind} has no shares`)
  if (split.kind === 'single' && split.host === 'pool') say('/split/host', 'funder-unknown', 'must be one funder')
}

/**
 * Limits never fall from tier to tier, somebody sits at each, no panel decides without lived experience (S2), and the most that the
 * scheme gives can be decided somewhere.
 */
function checkTiers(rules: SchemeRules, say: Say): void {
  let highest = 0
  for (const [index, tier] of rules.tiers.entries()) {
    const at = `/tiers/${index}`
    if (rules.tiers.findIndex((other) => other.tier === tier.tier) < index)
      say(`${at}/tier`, 'key-repeated', 'is listed twice')
    if (tier.heldBy.length === 0) say(`${at}/heldBy`, 'tier-nobody-holds', 'nobody holds this tier')
    if (tier.limitPence !== null && tier.limitPence < highest)
      say(`${at}/limitPence`, 'limit-falls', `must not be below ${inPounds(highest)}, the limit of a tier below it`)
    highest = Math.max(highest, tier.limitPence ?? 0)
    const isPanel = tier.tier.endsWith('panel')
    const lived = tier.heldBy.includes('lived-experience-member')
    if (tier.quorum === null && (isPanel || (tier.heldBy.length > 1 && lived)))
      say(`${at}/quorum`, 'quorum-missing', 'a panel needs a quorum')
    if (isPanel && tier.quorum?.livedExperience === 0)
      say(`${at}/quorum/livedExperience`, 'lived-experience-missing', 'a panel needs one, at least')
    if (isPanel && tier.heldBy.length > 0 && !lived)
      say(`${at}/heldBy`, 'lived-experience-missing', 'a panel needs a lived-experience-member')
    if (tier.quorum && tier.quorum.members > 1 && tier.heldBy.every((holder) => holder === 'care-coordinator'))
      say(`${at}/quorum/members`, 'quorum-impossible', 'a case has one care coordinator')
    if (tier.quorum && tier.quorum.livedExperience > tier.quorum.members)
      say(`${at}/quorum/livedExperience`, 'quorum-impossible', 'must not be above members')
    if (!isPanel && !lived && tier.quorum && tier.quorum.livedExperience > 0)
      say(`${at}/quorum/livedExperience`, 'quorum-impossible', 'nobody with lived experience sits at this tier')
  }
  const most = mostGiven(rules)
  if (!rules.tiers.some((tier) => withinLimit(tier, most)))
    say('/tiers', 'tier-missing', `no tier may decide on ${inPounds(most)}, which the scheme can give`)
}

/**
 * The most that the scheme can give, with its uplift. Where the method has no ceiling: the least that it gives anybody, or one unit of
 * the dearest service that can be bought, since a service that nobody can agree to is not on offer.
 */
function mostGiven(rules: SchemeRules): Pence {
  const { budget, prices } = rules
  switch (budget.method) {
    case 'one-off':
      return uplifted(rules, budget.ceilingPence).amountPence
    case 'points':
      return uplifted(rules, Math.max(...budget.bands.map((band) => band.ceilingPence))).amountPence
    case 'historic-cost':
      return uplifted(rules, budget.floorPence).amountPence
    case 'required-services': {
      const dearest = Math.max(1, ...prices.filter((price) => price.purchasable).map((price) => price.unitPence))
      return uplifted(rules, dearest).amountPence
    }
  }
}

function checkForced({ forced, tiers }: SchemeRules, say: Say): void {
  for (const [index, rule] of forced.entries()) {
    const tier = tiers.find((known) => known.tier === rule.tier)
    if (!tier) say(`/forced/${index}/tier`, 'tier-unknown', 'the scheme has no such tier')
    else if (tier.limitPence === null)
      say(`/forced/${index}/tier`, 'tier-may-not-decide', 'this tier has no limit set and may not decide')
    if (forced.findIndex((other) => other.condition === rule.condition) < index)
      say(`/forced/${index}/condition`, 'key-repeated', 'is listed twice')
  }
}

/** Whoever the rules ask for can be there. */
function checkPeople({ signatures, brokerage, appeals }: SchemeRules, say: Say): void {
  if (!signatures.includes('person')) say('/signatures', 'signature-missing', 'the person signs every plan')
  if (signatures.includes('broker') && brokerage.kind === 'none')
    say('/signatures', 'signature-impossible', 'asks for a broker, and the scheme has none')
  for (const caseRole of signatures) {
    if (caseRole === 'advocate') say('/signatures', 'signature-impossible', 'asks for an advocate, who signs nothing')
    if (caseRole === 'representative')
      say(
        '/signatures',
        'signature-impossible',
        'asks for a representative, who signs for the person where there is one',
      )
  }
  if (appeals.reviewers.every((reviewer) => reviewer === 'care-coordinator'))
    say('/appeals/reviewers', 'reviewer-missing', 'needs somebody who does not stand on the case')
}

function checkKeys(rules: SchemeRules, say: Say): void {
  const lists: readonly (readonly [pointer: string, keys: readonly string[]])[] = [
    ['/readinessQuestions', rules.readinessQuestions.map((question) => question.key)],
    ['/prices', rules.prices.map((price) => price.code)],
    ['/categories', (rules.categories ?? []).map((category) => category.key)],
    ['/excluded', rules.excluded.map((excluded) => excluded.category)],
    ['/brokerage/brokersNeed', (rules.brokerage.brokersNeed ?? []).map(({ course, of }) => `${course} ${of}`)],
    ['/reasons', rules.reasons.map((reason) => reason.code)],
  ]
  for (const [pointer, keys] of lists) {
    const repeated = keys.findIndex((key, index) => keys.indexOf(key) < index)
    if (repeated >= 0) say(`${pointer}/${repeated}`, 'key-repeated', 'is listed twice')
  }
}

/** Whatever names a category names one of the list, and what no budget buys is in the group of that and nowhere else. */
function checkCategories({ categories, excluded, catalogue }: SchemeRules, say: Say): void {
  for (const { category } of neverBought)
    if (!excluded.some((own) => own.category === category))
      say('/excluded', 'exclusion-missing', `must have the category ${category}, which no budget buys`)
  if (categories === null) return
  const unknown = (key: string) => !categories.some((category) => category.key === key)
  const isExcluded = (key: string) => excluded.some(({ category }) => category === key)
  for (const [index, { category }] of excluded.entries())
    if (unknown(category)) say(`/excluded/${index}/category`, 'category-unknown', 'the scheme has no such category')
  for (const [index, key] of (catalogue ?? []).entries()) {
    if (unknown(key)) say(`/catalogue/${index}`, 'category-unknown', 'the scheme has no such category')
    else if (isExcluded(key)) say(`/catalogue/${index}`, 'category-excluded', 'is a category that no budget buys')
  }
  for (const [index, { key, group }] of categories.entries())
    if ((group === 'not-bought') !== isExcluded(key))
      say(
        `/categories/${index}/group`,
        'group-unsuitable',
        'must be not-bought for what is excluded, and for nothing else',
      )
  if (categories.every(({ key }) => isExcluded(key)))
    say('/categories', 'category-missing', 'needs one that a budget buys')
}

/** Each is taken once, and who is assessed by both bodies is told so. */
function checkEligibility({ eligibility: { takes, checked } }: SchemeRules, say: Say): void {
  if (takes[1]?.entryStatus === takes[0]?.entryStatus) say('/eligibility/takes/1', 'key-repeated', 'is listed twice')
  if (takes.some(({ jointAssessment }) => jointAssessment) && !checked.includes('joint-assessment'))
    say('/eligibility/checked', 'check-missing', 'must tell people that their needs are assessed by both bodies')
}

/** What is fenced is a category that a budget buys, once, and each funder says once what it leaves. */
function checkMoney({ money: { ringFenced, periodEnd }, budget, categories, excluded }: SchemeRules, say: Say): void {
  if (budget.method === 'one-off' && periodEnd !== null)
    say(
      '/money/periodEnd',
      'period-end-not-used',
      'must be null: a one-off budget is spent in whatever period it takes',
    )
  for (const [index, { category }] of ringFenced.entries()) {
    const at = `/money/ringFenced/${index}/category`
    if (categories !== null && !categories.some(({ key }) => key === category))
      say(at, 'category-unknown', 'the scheme has no such category')
    if (excluded.some((one) => one.category === category))
      say(at, 'category-excluded', 'is a category that no budget buys')
    if (ringFenced.findIndex((one) => one.category === category) !== index) say(at, 'key-repeated', 'is listed twice')
  }
  const named = periodEnd?.carryOver.map(({ funder }) => funder) ?? []
  for (const [index, funder] of named.entries())
    if (named.indexOf(funder) !== index)
      say(`/money/periodEnd/carryOver/${index}/funder`, 'key-repeated', 'is listed twice')
}

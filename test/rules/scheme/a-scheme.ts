import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { SchemeRules, Tier, TierRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { tiers } from '../../../src/rules/scheme/scheme-rules.ts'
import type { Barred } from '../../../src/rules/sign-off/lowest-competent.ts'
import { forcingConditions } from '../../../src/rules/sign-off/sign-off-rules.ts'
import { parsePreset } from '../../../src/schemes/preset.ts'

const name = 'merseyside-one-off.json'
const preset = parsePreset(name, readFileSync(new URL(`../../../data/schemes/${name}`, import.meta.url), 'utf8'))
const [first] = preset.versions
if (!first) throw new Error(`${name} has no version`)

/** The reference scheme as it is published: £400.00 for the care coordinator, £1,000.00 for the tiers above. */
export const merseyside: SchemeRules = first.rules

/** The reference scheme with other rules where a test needs them. */
export const aScheme = (more: Partial<SchemeRules> = {}): SchemeRules => ({ ...merseyside, ...more })

const holders: Readonly<Record<Tier, TierRules['heldBy']>> = {
  'care-coordinator': ['care-coordinator'],
  'team-manager': ['team-manager'],
  'commissioner-lead': ['commissioner-officer'],
  'mdt-meeting': ['mdt-member'],
  'risk-enablement-panel': ['panel-member', 'lived-experience-member'],
  'joint-panel': ['commissioner-officer', 'local-authority-officer', 'lived-experience-member'],
}

/** The tiers of the reference scheme, lowest first. */
export const climb: readonly Tier[] = merseyside.tiers.map(({ tier }) => tier)

export const aTier = (tier: Tier, limitPence: number | null, more: Partial<TierRules> = {}): TierRules => ({
  tier,
  heldBy: holders[tier],
  limitPence,
  workingDays: 5,
  quorum: null,
  source: 'a test',
  ...more,
})

/** A scheme with these limits, lowest tier first. */
export const limited = (...limits: readonly (number | null)[]): SchemeRules =>
  aScheme({ tiers: limits.flatMap((limit, index) => (climb[index] ? [aTier(climb[index], limit)] : [])) })

/** Any scheme: one to four tiers, each with any limit or none. */
export const anyScheme = fc
  .array(fc.option(fc.integer({ min: 1, max: 200_000 })), { minLength: 1, maxLength: climb.length })
  .map((limits) => limited(...limits))
export const anyTotal = fc.integer({ min: 0, max: 200_001 })
/** These tiers are passed by. */
export const barring = (
  barred: readonly Tier[],
  why: 'no-care-coordinator' | 'not-independent' = 'not-independent',
): Barred => new Map(barred.map((tier) => [tier, why]))
export const anyBarred = fc.subarray([...tiers]).map((barred) => barring(barred))

/** Any scheme whose limits never fall from tier to tier, as its policy checks ask, with any tiers forced. */
export const anyPolicy = fc
  .array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: climb.length })
  .map((limits) => limited(...limits.sort((a, b) => a - b)))
  .chain((rules) =>
    fc
      .uniqueArray(
        fc.record({
          condition: fc.constantFrom(...forcingConditions),
          tier: fc.constantFrom(...rules.tiers.map(({ tier }) => tier)),
          source: fc.constant('a test'),
        }),
        { selector: ({ condition }) => condition },
      )
      .map((forced) => ({ ...rules, forced })),
  )
export const anyConditions = fc.subarray([...forcingConditions])

import type { CaseRole, Tier, TierHolder } from '../sign-off/sign-off-rules.ts'
import type { ClockKind } from './clocks.ts'
import type { CaseFacts } from './facts.ts'
import type { Step } from './steps.ts'

/** Who can be waited for: a role on the case, or one that is not tied to one case. */
export type Waited = CaseRole | TierHolder | 'gp'

/** What a wait is about. */
export const subjects = [
  'case',
  'expression-of-interest',
  'needs-assessment',
  'indicative-budget',
  'support-plan',
  'review',
  'appeal',
  'clock',
  'announced-ending',
  'said-for',
  'death-report',
  'crisis-episode',
  'person-request',
  'cover-gap',
  'panel-meeting',
  'take-over',
  'provider-stop',
  'health-need',
  'off-plan-request',
  'waiting-claim',
  'spending-question',
  'letter',
  'bank-account',
  'plan-line',
  'spending-check',
  'payee-question',
  'purchase',
] as const
export type Subject = (typeof subjects)[number]

/** Somebody is waited for to do something, within the time of a clock where staff owe it. */
export interface Wait {
  readonly subject: Subject
  readonly subjectId: string
  readonly party: Waited
  readonly step: Step
  /** Who is not waited for though they have the role: they took part in what is looked at. */
  readonly notBy: readonly string[]
  /** The clock of the step and what it runs for; null where the step is the person's own, or has no end. */
  readonly clock: { readonly kind: ClockKind; readonly subjectId: string } | null
  readonly tier: Tier | null
}

/** Waits for parties that the case has. Where nobody holds a role on the team, who answers for it is waited for instead. */
export function waiting({ team }: CaseFacts) {
  return (
    of: Pick<Wait, 'subject' | 'subjectId'>,
    step: Step,
    clock: Wait['clock'],
    ...parties: readonly Waited[]
  ): Wait[] => parties.map((party) => ({ ...of, party: standIn(party, team), step, notBy: [], clock, tier: null }))
}

/**
 * A broker who is missing is the care coordinator's to do or to find; a person who does not sign in and has nobody to act for them is heard
 * by their care coordinator; and a case without a care coordinator is the team manager's, who names one.
 */
function standIn(party: Waited, team: readonly CaseRole[]): Waited {
  if (party === 'broker' && !team.includes('broker')) return standIn('care-coordinator', team)
  if (party === 'representative' && !team.includes('representative')) return standIn('person', team)
  if (party === 'person' && !team.includes('person') && !team.includes('representative'))
    return standIn('care-coordinator', team)
  if (party === 'advocate') return standIn('care-coordinator', team)
  if (party === 'care-coordinator' && !team.includes('care-coordinator')) return 'team-manager'
  return party
}

/** An officer does it, or the manager of the team. */
export function ofOverseers(
  of: Pick<Wait, 'subject' | 'subjectId'>,
  step: Step,
  kind: ClockKind,
  notBy: readonly string[],
): Wait[] {
  const clock = { kind, subjectId: of.subjectId }
  return (['commissioner-officer', 'team-manager'] as const).map((party) => ({
    ...{ ...of, party, step, notBy, clock, tier: null },
  }))
}

/** Who of these can be waited for: nobody sits for the council until the commissioner has enrolled one in the scheme. */
export function seated({ councilEnrolled }: CaseFacts, holders: readonly TierHolder[]): readonly TierHolder[] {
  return councilEnrolled ? holders : holders.filter((holder) => holder !== 'local-authority-officer')
}

/** The same, and the commissioner's officer where that leaves nobody. */
export function seatedOrOfficer(facts: CaseFacts, holders: readonly TierHolder[]): readonly TierHolder[] {
  const parties = seated(facts, holders)
  return parties.length > 0 ? parties : ['commissioner-officer']
}

/** A party is waited for once about a thing. */
export function once(waits: readonly Wait[]): Wait[] {
  const seen = new Map<string, Wait>()
  for (const wait of waits) {
    const key = `${wait.subject} ${wait.subjectId} ${wait.party}`
    if (!seen.has(key)) seen.set(key, wait)
  }
  return [...seen.values()]
}

/** What is late is the commissioner's to see to as well, until it is done. */
export function late({ reported }: CaseFacts, waits: readonly Wait[]): Wait[] {
  const runs = (kind: ClockKind, subjectId: string) =>
    waits.some(({ clock }) => clock?.kind === kind && clock.subjectId === subjectId)
  const isTheirs = (kind: ClockKind, subjectId: string) =>
    waits.some(
      ({ clock, party }) => party === 'commissioner-officer' && clock?.kind === kind && clock.subjectId === subjectId,
    )
  return reported
    .filter(({ kind, subjectId }) => runs(kind, subjectId) && !isTheirs(kind, subjectId))
    .map(({ id, kind, subjectId }) => ({
      subject: 'clock',
      subjectId: id,
      party: 'commissioner-officer',
      step: 'step-late',
      notBy: [],
      clock: { kind, subjectId },
      tier: null,
    }))
}

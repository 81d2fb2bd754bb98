import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { waitedForAt } from '../sign-off/sign-off.ts'
import type { CaseFacts } from './facts.ts'
import type { Step } from './steps.ts'
import { ofOverseers, seatedOrOfficer, type Wait, waiting } from './waits.ts'

/** The person can call off an end of their budget that they did not ask for themselves, until it takes effect. */
export function waitsOfAnnouncedEnding(facts: CaseFacts): Wait[] {
  const { announcedEnding } = facts
  if (!announcedEnding) return []
  const { id } = announcedEnding
  // Who has no sign-in, and nobody to act for them, is heard by those who write down for them.
  const heard = (['person', 'representative', 'care-coordinator'] as const).some((role) => facts.team.includes(role))
  return waiting(facts)(
    { subject: 'announced-ending', subjectId: id },
    'ending-announced',
    { kind: 'cooling-off', subjectId: id },
    heard ? 'person' : 'commissioner-officer',
  )
}

/** A death that one person recorded is confirmed by another, or taken back; and so is that it was an error, where the case has ended by it. */
export function waitsOfDeath({ deathReport, deathError }: CaseFacts): Wait[] {
  return [
    ...(deathReport ? ofDeath('death-to-confirm', deathReport) : []),
    ...(deathError ? ofDeath('death-error-to-confirm', deathError) : []),
  ]
}

function ofDeath(step: Step, { id, notBy }: { readonly id: string; readonly notBy: readonly string[] }): Wait[] {
  return ofOverseers({ subject: 'death-report', subjectId: id }, step, 'death-confirmation', notBy)
}

/** That something was not the person is looked at by an officer of the commissioner who did not record it, also where the case has ended. */
export function waitsOfObjections({ objections }: CaseFacts): Wait[] {
  return objections.map(({ id, notBy }) => ({
    subject: 'said-for',
    subjectId: id,
    party: 'commissioner-officer',
    step: 'objection-to-answer',
    notBy,
    clock: { kind: 'objection', subjectId: id },
    tier: null,
  }))
}

/** While a crisis is on, those who support the person see to it; it stands down by itself on its last day. */
export function waitsOfCrisis(facts: CaseFacts): Wait[] {
  const { crisis } = facts
  if (!crisis) return []
  const subject = { subject: 'crisis-episode', subjectId: crisis.id } as const
  const clock = { kind: 'stand-down', subjectId: crisis.id } as const
  return waiting(facts)(subject, 'crisis-active', clock, 'care-coordinator', 'broker')
}

/** What the person asked is answered by who owes it, by its day. */
export function waitsOfRequests(facts: CaseFacts): Wait[] {
  return facts.requests.flatMap(({ id, owner }) =>
    waiting(facts)(
      { subject: 'person-request', subjectId: id },
      'request-to-answer',
      { kind: 'request-answer', subjectId: id },
      owner,
    ),
  )
}

/** Cover that fell away is mended by who plans with the person, or accepted by the person and by who sits where the plan was decided on. */
export function waitsOfCoverGap(facts: CaseFacts, rules: SchemeRules): Wait[] {
  const { coverGap } = facts
  if (!coverGap) return []
  const { id, tier, byPerson, byDecider } = coverGap
  const deciders = seatedOrOfficer(facts, tier ? waitedForAt(rules, tier) : [])
  return waiting(facts)(
    { subject: 'cover-gap', subjectId: id },
    'cover-gap-opened',
    { kind: 'cover-gap', subjectId: id },
    ...(byPerson ? [] : (['person', 'care-coordinator'] as const)),
    ...(byDecider ? [] : deciders),
  )
}

/**
 * A meeting or a panel that decides has a day, of which the person is told; and they say how they want to be heard. Those who work with them set the day, and
 * tell who cannot see it here.
 */
export function waitsOfMeetings(facts: CaseFacts, { tiers }: SchemeRules): Wait[] {
  const { meetings, planUnderWay } = facts
  if (planUnderWay?.status !== 'awaiting-decision') return []
  const wait = waiting(facts)
  const clock = { kind: 'plan-decision', subjectId: planUnderWay.id } as const
  const meets = tiers.some(({ tier, quorum }) => tier === planUnderWay.tier && quorum !== null)
  const plan = { subject: 'support-plan', subjectId: planUnderWay.id } as const
  if (meets && meetings.length === 0) return wait(plan, 'meeting-to-set', clock, 'care-coordinator')
  return meetings.flatMap(({ id, toldOn, wish }) => {
    const subject = { subject: 'panel-meeting', subjectId: id } as const
    if (toldOn === null) return wait(subject, 'meeting-to-tell', clock, 'care-coordinator')
    return wish === null ? wait(subject, 'hearing-to-say', null, 'person') : []
  })
}

/** While somebody has taken over, those who support the person see to it that it goes well; it ends by itself on its last day. */
export function waitsOfTakeOver(facts: CaseFacts): Wait[] {
  const { takeOver } = facts
  if (!takeOver) return []
  const subject = { subject: 'take-over', subjectId: takeOver.id } as const
  return waiting(facts)(
    subject,
    'taken-over',
    { kind: 'take-over', subjectId: takeOver.id },
    'care-coordinator',
    'person',
  )
}

/** A provider that stopped leaves lines that nobody gives: who plans with the person mends the plan. */
export function waitsOfProviderStops(facts: CaseFacts): Wait[] {
  return facts.providerStops.flatMap(({ id }) =>
    waiting(facts)(
      { subject: 'provider-stop', subjectId: id },
      'provider-stopped',
      { kind: 'provider-stop', subjectId: id },
      'care-coordinator',
      'broker',
    ),
  )
}

/**
 * A letter that nobody could be told of is posted or handed over, also where the case has ended: the days to appeal run. Where there is no care coordinator
 * it is an officer's, who knows how the person can be reached; a manager of the team does not.
 */
export function waitsOfLetters(facts: CaseFacts): Wait[] {
  const giver = facts.team.includes('care-coordinator') ? 'care-coordinator' : 'commissioner-officer'
  return facts.letters.flatMap(({ id }) =>
    waiting(facts)({ subject: 'letter', subjectId: id }, 'letter-to-give', null, giver),
  )
}

/**
 * The practice is asked about the health need, and who works with the person records what comes from it otherwise; what it asks is answered, and what was
 * recorded for it is told to it. A need that is not agreed is talked over with the person, and one that is disputed is the commissioner's too.
 */
export function waitsOfHealthNeed(facts: CaseFacts): Wait[] {
  const { healthNeed: need } = facts
  if (!need) return []
  const wait = waiting(facts)
  const subject = { subject: 'health-need', subjectId: need.id } as const
  const clock = { kind: 'practice-answer', subjectId: need.id } as const
  if (need.status === 'awaiting-practice') return wait(subject, 'practice-asked', clock, 'gp', 'care-coordinator')
  if (need.status === 'question-asked') return wait(subject, 'practice-question', clock, 'care-coordinator')
  if (need.untold) return wait(subject, 'practice-to-tell', clock, 'care-coordinator', 'commissioner-officer')
  if (need.status === 'declined') return wait(subject, 'health-need-not-agreed', clock, 'care-coordinator')
  if (need.status === 'disputed')
    return wait(subject, 'health-need-not-agreed', clock, 'care-coordinator', 'commissioner-officer')
  return []
}

/** The council that the NHS asked assesses with it; where none sits there, an officer sees to it. */
export function waitsOfCouncil(
  facts: CaseFacts,
  assessing: Pick<Wait, 'subject' | 'subjectId'>,
  clock: Wait['clock'],
): Wait[] {
  if (!facts.councilToAssess) return []
  return waiting(facts)(assessing, 'council-to-assess', clock, ...seatedOrOfficer(facts, ['local-authority-officer']))
}

/** An appeal waits also where the case has ended: it is decided all the same, and may open the case again. */
export function waitsOfAppeals(facts: CaseFacts): Wait[] {
  return facts.appeals.flatMap(({ id, status, reviewers, notBy }) =>
    seatedOrOfficer(facts, reviewers).map((party) => ({
      subject: 'appeal' as const,
      subjectId: id,
      party,
      step: status === 'lodged' ? ('appeal-to-decide' as const) : ('appeal-to-accept' as const),
      notBy,
      clock: { kind: status === 'lodged' ? 'appeal-decision' : 'appeal-acceptance', subjectId: id } as const,
      tier: null,
    })),
  )
}

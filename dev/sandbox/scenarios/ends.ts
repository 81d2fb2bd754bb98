import type { ReviewCompletion } from '../../../sdk/typescript/src/index.ts'
import { isProblem, items } from '../../../sdk/typescript/src/index.ts'
import { daysAfter } from '../../../src/shared/dates.ts'
import type { StationName } from './catalogue.ts'
import { aPerson, aReason, aTier } from './given.ts'
import { ofScheme } from './of-scheme.ts'
import { saidOf, todayOf, type Walk, type WayStep } from './walk.ts'

interface End {
  /** How far the way is walked first. */
  readonly from: WayStep
  /** What is done then, where it is no step of the way. */
  readonly does?: (walk: Walk) => Promise<unknown>
  /** A line of the plan holds a need back, so that to reduce it is confirmed by somebody else. */
  readonly preventive?: true
  /** The plan has a tier for crises. */
  readonly crisis?: true
  /** It takes days to come there: it is walked so many days ago, and what follows from it has come since. */
  readonly daysAgo?: number
}

const decide =
  (outcome: 'returned' | 'refused') =>
  ({ scheme, as, ids: { supportPlanId, contentHash } }: Walk) =>
    as(ofScheme[scheme].decides).decideSupportPlan({
      supportPlanId,
      body: { outcome, contentHash, reasons: [aReason] },
    })

const askFor =
  (answerBy: 'person' | 'care-coordinator') =>
  ({ as, ids: { expressionId } }: Walk) =>
    as('commissioner-officer').requestInformation({
      expressionId,
      body: {
        answerBy,
        items: [{ key: 'costs', question: 'What would it cost?', why: 'The budget has a ceiling.' }],
      },
    })

const complete = (found: (walk: Walk) => object) => (walk: Walk) =>
  walk.as('care-coordinator').completeReview({
    reviewId: walk.ids.reviewId,
    body: {
      outcomeRatings: [{ outcome: 'sleep', rating: 7, words: 'Four nights of seven.' }],
      domainRatings: {},
      words: 'It is the best part of the week.',
      reasons: [],
      ...found(walk),
    } as unknown as ReviewCompletion,
  })

const agreed = (walk: Walk) => ({ personAgrees: true, saidFor: saidOf(walk) })

const end = (ending: 'died' | 'moved-away') => (walk: Walk) =>
  walk.as('care-coordinator').endCase({ caseId: walk.ids.caseId, body: { ending, on: todayOf(walk) } })

/** Registered a second time, and both have a case: two officers say that they are one, and this case ends. */
async function joined(walk: Walk): Promise<void> {
  const { scheme, index, ground, as, ids } = walk
  const [coordinator, officer] = [as('care-coordinator'), as('commissioner-officer')]
  const { id: goesOnId } = await coordinator.registerPerson({ body: aPerson(scheme, index) })
  const { entryStatus } = ofScheme[scheme]
  await coordinator.openCase({
    body: {
      personId: goesOnId,
      schemeId: ground.schemeIds[scheme],
      trustId: ground.trustId,
      ground: { kind: 'relation' },
      ...(entryStatus ? { entryStatus } : {}),
    },
  })
  // One name and one day of birth: the service has found them already.
  let id = ''
  for await (const double of items(officer.listLikelyDoubles))
    if (double.personIds.includes(goesOnId) && double.personIds.includes(ids.personId)) id = double.id
  await officer.proposeJoin({ likelyDoubleId: id, body: { goesOnId } })
  // Confirmed, and not joined yet: both have a case in flight.
  await as('commissioner-officer-2')
    .confirmJoin({ likelyDoubleId: id, body: { goesOnId } })
    .catch((error: unknown) => {
      if (!isProblem(error) || error.status !== 409) throw error
    })
  const on = todayOf(walk)
  await coordinator.endCase({ caseId: ids.caseId, body: { ending: 'joined', on, otherPersonId: goesOnId } })
}

/** How each step is come to. */
export const ends: Readonly<Record<StationName, End>> = {
  'case-opened': { from: 'case-opened' },
  'expression-drafted': { from: 'expression-drafted' },
  'expression-submitted': { from: 'expression-submitted' },
  'information-requested': { from: 'expression-submitted', does: askFor('person') },
  'information-requested-of-coordinator': { from: 'expression-submitted', does: askFor('care-coordinator') },
  'expression-accepted': { from: 'expression-accepted' },
  'assessment-begun': { from: 'assessment-begun' },
  'assessment-completed': { from: 'assessment-completed' },
  'budget-calculated': { from: 'budget-calculated' },
  'budget-adopted': { from: 'budget-adopted' },
  'budget-disclosed': { from: 'budget-disclosed' },
  'plan-drafted': { from: 'plan-drafted' },
  'plan-submitted': { from: 'plan-submitted' },
  'plan-signed': { from: 'plan-signed' },
  'plan-returned': { from: 'plan-signed', does: decide('returned') },
  'plan-refused': { from: 'plan-signed', does: decide('refused') },
  'plan-agreed-in-part': {
    from: 'plan-signed',
    does: ({ scheme, ground, as, ids: { supportPlanId, contentHash } }) => {
      const [first, second] = ofScheme[scheme].lines(ground.brokerageId).map(({ key }) => key)
      return as(ofScheme[scheme].decides).decideSupportPlan({
        supportPlanId,
        body: {
          outcome: 'agreed-in-part',
          contentHash,
          lines: [
            { line: first ?? '', outcome: 'agreed' },
            { line: second ?? '', outcome: 'refused' },
          ],
          reasons: [{ ...aReason, line: second ?? '' }],
        },
      })
    },
  },
  'plan-agreed': { from: 'plan-agreed' },
  'budget-active': { from: 'budget-active' },
  'review-scheduled': {
    from: 'budget-active',
    does: (walk) =>
      walk.person.scheduleReview({
        caseId: walk.ids.caseId,
        body: { kind: 'requested', dueOn: daysAfter(todayOf(walk), 14) },
      }),
  },
  'finding-to-confirm': {
    from: 'budget-active',
    preventive: true,
    does: complete((walk) => ({
      finding: 'reduce',
      ...agreed(walk),
      preventiveEvidence: 'Her sister has moved in, and is there at night.',
      preventiveBecause: 'moved-to-other-support',
      reasons: [aReason],
    })),
  },
  'plan-to-change': { from: 'budget-active', does: complete((walk) => ({ finding: 'change', ...agreed(walk) })) },
  'review-done': { from: 'budget-active', does: complete((walk) => ({ finding: 'continue', ...agreed(walk) })) },
  'expression-declined': {
    from: 'expression-submitted',
    does: ({ as, ids: { expressionId } }) =>
      as('commissioner-officer').decideExpressionOfInterest({
        expressionId,
        body: { outcome: 'declined', reasons: [aReason] },
      }),
  },
  'budget-ended': {
    from: 'budget-active',
    daysAgo: 28,
    does: complete((walk) => ({
      finding: 'end',
      personAgreement: { on: todayOf(walk), words: 'I do not need it any more.', saidFor: saidOf(walk) },
      reasons: [aReason],
    })),
  },
  'case-withdrawn': {
    from: 'expression-drafted',
    does: ({ person, ids: { caseId } }) => person.withdrawCase({ caseId, body: { words: 'It is not for me.' } }),
  },
  'person-died': { from: 'expression-accepted', does: end('died') },
  'moved-away': { from: 'expression-accepted', does: end('moved-away') },
  'crisis-active': {
    from: 'plan-agreed',
    crisis: true,
    does: ({ person, ids: { caseId } }) => person.declareCrisis({ caseId, body: { tier: aTier.key } }),
  },
  'record-joined': { from: 'case-opened', does: joined },
}

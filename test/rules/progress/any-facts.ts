import fc from 'fast-check'
import { requestOwners } from '../../../src/rules/people/person-requests.ts'
import { clockKinds } from '../../../src/rules/progress/clocks.ts'
import { endings } from '../../../src/rules/progress/endings.ts'
import type { CaseFacts } from '../../../src/rules/progress/facts.ts'
import { hearingWays } from '../../../src/rules/sign-off/hearings.ts'
import { caseRoles, tierHolders, tiers } from '../../../src/rules/sign-off/sign-off-rules.ts'

const id = fc.uuid()
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })

/** A case that has nothing yet but a person and a care coordinator. */
export const atFirst: CaseFacts = {
  caseId: '019ab3f0-0000-7000-8000-000000000001',
  ending: null,
  team: ['person', 'care-coordinator'],
  expression: null,
  assessment: null,
  calculated: false,
  budget: null,
  planUnderWay: null,
  planInForce: null,
  planRefused: false,
  reviews: [],
  sinceAgreed: 'nothing',
  appeals: [],
  reported: [],
  announcedEnding: null,
  deathReport: null,
  deathError: null,
  objections: [],
  councilEnrolled: false,
  crisis: null,
  coverGap: null,
  healthNeed: null,
  councilToAssess: false,
  takeOver: null,
  providerStops: [],
  accountOfLeft: null,
  agreementsToSign: [],
  accountMissing: false,
  spendingQuestions: [],
  spendingChecks: [],
  payeeQuestions: [],
  missingReceipts: [],
  letters: [],
  requests: [],
  offPlanRequests: [],
  waitingClaims: [],
  meetings: [],
  paused: false,
}

/** Whatever a case can have, also what no pathway leads to: progress is told of every case. */
export const anyFacts: fc.Arbitrary<CaseFacts> = fc.record({
  caseId: id,
  ending: maybe(fc.constantFrom(...endings)),
  team: fc.subarray([...caseRoles]),
  expression: maybe(
    fc.record({
      id,
      status: fc.constantFrom('draft', 'submitted', 'information-requested', 'accepted', 'declined'),
      answerBy: maybe(fc.constantFrom('person', 'care-coordinator')),
      requestId: maybe(id),
    }),
  ),
  assessment: maybe(fc.record({ id, status: fc.constantFrom('in-progress', 'completed') })),
  calculated: fc.boolean(),
  budget: maybe(fc.record({ id, disclosed: fc.boolean(), current: fc.boolean() })),
  planUnderWay: maybe(
    fc.record({
      id,
      status: fc.constantFrom('draft', 'returned', 'awaiting-signatures', 'awaiting-decision', 'awaiting-notice'),
      outstanding: fc.subarray([...caseRoles]),
      tier: maybe(fc.constantFrom(...tiers)),
      conflicts: fc.subarray([...tierHolders]),
      totalPence: fc.integer({ min: 0, max: 10_000_000 }),
      short: fc.boolean(),
    }),
  ),
  planInForce: maybe(
    fc.record({
      id,
      status: fc.constantFrom('agreed', 'active'),
      inPart: fc.boolean(),
      spenders: fc.subarray(['broker', 'person', 'care-coordinator']),
    }),
  ),
  planRefused: fc.boolean(),
  reviews: fc.array(
    fc.record({
      id,
      kind: fc.constantFrom('first', 'routine', 'rapid', 'requested'),
      status: fc.constantFrom('scheduled', 'awaiting-decision'),
      dueOn: fc.constant('2027-02-24'),
      tier: maybe(fc.constantFrom(...tiers)),
      again: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  sinceAgreed: fc.constantFrom('nothing', 'goes-on', 'asks-for-change'),
  appeals: fc.array(
    fc.record({
      id,
      status: fc.constantFrom('awaiting-acceptance', 'lodged'),
      reviewers: fc.subarray([...tierHolders], { minLength: 1 }),
      notBy: fc.array(fc.string()),
    }),
    { maxLength: 2 },
  ),
  reported: fc.array(fc.record({ id, kind: fc.constantFrom(...clockKinds), subjectId: id }), { maxLength: 2 }),
  announcedEnding: maybe(fc.record({ id })),
  deathReport: maybe(fc.record({ id, diedOn: fc.constant('2026-11-24'), notBy: fc.array(fc.string()) })),
  deathError: maybe(fc.record({ id, notBy: fc.array(fc.string()) })),
  objections: fc.array(fc.record({ id, notBy: fc.array(fc.string()) }), { maxLength: 2 }),
  councilEnrolled: fc.boolean(),
  crisis: maybe(fc.record({ id })),
  providerStops: fc.array(fc.record({ id }), { maxLength: 2 }),
  accountOfLeft: maybe(fc.record({ id })),
  agreementsToSign: fc.array(fc.record({ id, by: fc.subarray(['person', 'commissioner'], { minLength: 1 }) }), {
    maxLength: 2,
  }),
  accountMissing: fc.boolean(),
  spendingQuestions: fc.array(fc.record({ id }), { maxLength: 2 }),
  spendingChecks: fc.array(fc.record({ id, about: fc.constantFrom('words', 'payee'), notBy: fc.array(fc.string()) }), {
    maxLength: 2,
  }),
  payeeQuestions: fc.array(fc.record({ id, notBy: fc.array(fc.string()) }), { maxLength: 2 }),
  missingReceipts: fc.array(
    fc.record({ id, by: fc.constantFrom('person', 'representative', 'broker', 'care-coordinator') }),
    { maxLength: 2 },
  ),
  letters: fc.array(fc.record({ id }), { maxLength: 2 }),
  healthNeed: maybe(
    fc.record({
      id,
      status: fc.constantFrom('awaiting-practice', 'question-asked', 'agreed', 'declined', 'disputed'),
      untold: fc.boolean(),
      needsAssessmentId: id,
    }),
  ),
  councilToAssess: fc.boolean(),
  takeOver: maybe(fc.record({ id })),
  coverGap: maybe(
    fc.record({ id, tier: maybe(fc.constantFrom(...tiers)), byPerson: fc.boolean(), byDecider: fc.boolean() }),
  ),
  paused: fc.boolean(),
  meetings: fc.array(
    fc.record({
      id,
      startsAt: fc.integer({ min: 0, max: 4e12 }),
      toldOn: maybe(fc.constant('2026-11-24')),
      lessNotice: fc.boolean(),
      wish: maybe(fc.constantFrom(...hearingWays)),
      heard: maybe(fc.constantFrom(...hearingWays)),
      through: maybe(fc.string()),
    }),
    { maxLength: 1 },
  ),
  waitingClaims: fc.array(fc.record({ id, tier: maybe(fc.constantFrom(...tiers)), notBy: fc.array(fc.string()) }), {
    maxLength: 2,
  }),
  offPlanRequests: fc.array(fc.record({ id, tier: fc.constantFrom(...tiers), notBy: fc.array(fc.string()) }), {
    maxLength: 2,
  }),
  requests: fc.array(fc.record({ id, owner: fc.constantFrom(...requestOwners) }), { maxLength: 2 }),
})

import { Type } from '@sinclair/typebox'
import { CaseRole, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, instant, nullable, pence, ref } from '../shared/schema.ts'
import { code, codes, count, happened, how, yes } from './facts.ts'

/** What happens to a case and its team. */
export const caseEvents = {
  'case.announced-ending-took-effect': happened(
    'summary',
    'A budget ended whose end was announced and not called off.',
    {
      ending: code('How it ended.', 'withdrawn'),
      releasedPence: pence(),
    },
  ),
  'case.ending-announced': happened('summary', 'An agreed budget is to end, unless the person calls that off.', {
    ending: code('How it is to end.', 'withdrawn'),
    endsAfter: date(),
    decisionId: nullable(id(), {
      description: 'The decision on it; null where staff did not decide.',
      examples: [null],
    }),
  }),
  'case.ending-called-off': happened('summary', 'The person keeps a budget whose end was announced.'),
  'case.death-reported': happened(
    'summary',
    'Somebody recorded that the person died, and somebody else is to confirm it.',
    {
      on: date(),
    },
  ),
  'case.death-error-proposed': happened(
    'summary',
    'Somebody said that a death by which a case ended was recorded in error.',
  ),
  'case.death-taken-back': happened('summary', 'A death was recorded in error, and the case goes on as it was.'),
  'case.broker-conflict-declared': happened('team', 'A conflict of interest stands against a broker on the case.', {
    kind: code('What ties them.', 'relative-or-friend'),
    declaredAs: code('In which role it was declared.', 'broker'),
  }),
  'case.brokerage-handed-over': happened('team', 'One broker handed the person over to another.', {
    fromMemberId: id(),
    toMemberId: id(),
    openSteps: codes('What waited for the broker, and waits for the next.', 'budget-disclosed'),
    spentMinutes: count('The minutes that brokers had spent with the person.', 90),
    toldOn: date(),
  }),
  'case.ended': happened('summary', 'Staff recorded a fact that ends the case.', {
    ending: code('How it ended.', 'died'),
    on: date(),
    as: code('The role of the one who recorded it.', 'care-coordinator'),
    releasedPence: pence(),
    otherPersonId: Type.Optional(id()),
  }),
  'case.glass-broken': happened('access', 'Somebody on call opened the case in an emergency.', { until: instant() }),
  'case.looked-in-crisis': happened(
    'looks',
    'A crisis team looked at what is to happen in a crisis, on a ground that it named.',
    {
      ground: code('On what ground.', 'person-asked'),
      organisationId: id(),
      until: instant(),
    },
  ),
  'case.made-room': happened('summary', 'A case that was begun anew ended, since the appeal on an older one was won.', {
    for: id(),
  }),
  'case.member-joined': happened('team', 'Somebody joined the team of the case.', {
    caseRole: ref(CaseRole),
    relative: yes('Whether they are a relative of the person.'),
    basis: Type.Optional(code('On what legal basis they stand for the person.', 'person-chose')),
    since: Type.Optional(date()),
  }),
  'case.member-left': happened('team', 'Somebody left the team of the case.', {
    caseRole: ref(CaseRole),
    because: Type.Optional(code('Why, where it followed from something else.', 'consent-withdrawn')),
  }),
  'case.opened': happened('summary', 'A case was opened for a person.', {
    schemeId: id(),
    ground: Type.Optional(code('On what ground; cases of before do not tell it.', 'referral')),
    referringOrganisationId: Type.Optional(id()),
    entryStatus: Type.Optional(
      code('Whether the person came with a social-care budget, where it was asked.', 'with-social-care-budget'),
    ),
  }),
  'case.identifiers-set': happened('summary', 'What another system knows a case by was set.', {
    added: count('How many identifiers came.'),
    removed: count('How many went.', 0),
  }),
  'case.paused': happened('summary', 'The person paused their case, and keeps their place.', {
    until: nullable(date(), { description: 'The last day; null: until the person says so.', examples: [null] }),
    pausedAs: ref(CaseRole),
  }),
  'case.person-joined': happened('identity', 'The case went over to another record of the same person.', {
    fromPersonId: id(),
    toPersonId: id(),
  }),
  'case.resumed': happened('summary', 'A case that the person had paused goes on.', {
    pausedOn: date(),
    resumedOn: date(),
    endedBy: code('By whom: the person, or the last day of the pause.', 'person'),
  }),
  'case.recorded-signing-asked': happened('plan', 'The person asked that their signature is written down for them.'),
  'case.recorded-signing-ended': happened('plan', 'The person signs themselves again.'),
  'case.representative-named': happened(
    'team',
    'Somebody was named who acts for the person; nobody independent has seen the evidence yet.',
    {
      basis: code('On what legal basis.', 'lasting-power-of-attorney'),
      since: date(),
      appointment: code('How they were appointed.', 'jointly'),
      matters: codes('What it is about.', 'health-and-welfare'),
      until: nullable(date(), { description: 'The last day; null where none is set.', examples: [null] }),
    },
  ),
  'case.scheme-version-changed': happened('summary', 'The case goes on under another version of the scheme.', {
    from: count('The version before.'),
    to: count('The version from now on.', 2),
    step: code('The step that the case is at.', 'needs-assessment'),
    as: code('The role of the one who changed it.', 'care-coordinator'),
  }),
  'case.step-late': happened('summary', 'What somebody owes is past its time.', {
    clock: code('The kind of its clock.', 'plan-decision'),
    tier: nullable(ref(Tier), { description: 'The tier that owes it; null where no tier does.', examples: [null] }),
  }),
  'case.withdrawn': happened('summary', 'The person said no, and the case ended.', {
    saidAs: code('The role of the one who said it.', 'person'),
    how: how(),
    wordsGiven: yes('Whether words of the person were kept.'),
    appealsWithdrawn: Type.Array(id(), { description: 'The appeals that ended with it.' }),
    releasedPence: pence(),
  }),
}

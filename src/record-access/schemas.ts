import { type Static, Type } from '@sinclair/typebox'
import { Ground } from '../me/schemas.ts'
import { byText } from '../platform/http/list-grammar.ts'
import { PageQuery } from '../platform/http/pages.ts'
import { openingTasks } from '../rules/access/openings.ts'
import { called, date, id, instant, nullable, oneOf, pageOf, ref, signIn, thing, words } from '../shared/schema.ts'
import { crisisLookSchemas } from './crisis-look-schemas.ts'

const actor = {
  actorId: Type.String({ description: 'The `sub` of their token.', examples: ['sandbox-care-coordinator'] }),
  actorName: Type.String({ description: 'Their name, as their token has it; may be empty.', examples: ['Ira Okafor'] }),
  organisationId: nullable(id(), { description: 'Their organisation; null where they named none.', examples: [null] }),
}

export const RecordRead = thing('RecordRead', "Somebody looked at a person's record.", {
  id: id(),
  personId: id(),
  caseId: nullable(id(), {
    description: 'The case; null where it was the details of the person.',
    examples: ['019ab3f0-5d64-7a90-b7a1-0c6e7f1f2a01'],
  }),
  ...actor,
  ground: ref(Ground),
  because: Type.String({
    description: 'The ground in plain English.',
    examples: ['To work with the person on the case.'],
  }),
  operation: Type.String({ description: 'What they asked for: an operation of the contract.', examples: ['getCase'] }),
  readAt: instant(),
})
export const RecordReadPage = pageOf(RecordRead)
export const RecordReadQuery = Type.Object(
  {
    ...PageQuery.properties,
    actorId: Type.Optional(byText(200, 'Only what this actor read.', 'sandbox-broker')),
    from: Type.Optional(
      Type.String({ format: 'date-time', description: 'Not before.', examples: ['2026-11-24T00:00:00Z'] }),
    ),
    until: Type.Optional(
      Type.String({ format: 'date-time', description: 'Before.', examples: ['2026-11-25T00:00:00Z'] }),
    ),
  },
  { additionalProperties: false },
)

const why = (example: string) => words(2000, 'Why.', example)
const emergency = 'The person is at the emergency department and cannot say who their team is.'
export const NewBreakGlass = thing('NewBreakGlass', 'Why somebody without another ground must see a case now.', {
  reason: why(emergency),
})
export const BreakGlass = thing('BreakGlass', 'Sight of a case for an hour, in an emergency. It changes nothing.', {
  id: id(),
  caseId: id(),
  personId: id(),
  ...actor,
  reason: why(emergency),
  beganAt: instant(),
  until: instant(),
})
export const BreakGlassPage = pageOf(BreakGlass)

const sensitive = 'A relative works at the trust.'
export const NewRestriction = thing('NewRestriction', 'Why a record is kept to its team.', { reason: why(sensitive) })
export const Restriction = thing(
  'Restriction',
  'A record that its team alone may open, and who breaks the glass; the trust and the commissioner may not.',
  {
    id: id(),
    personId: id(),
    reason: why(sensitive),
    restrictedBy: Type.String({ description: 'Who restricted it.', examples: ['sandbox-privacy-officer'] }),
    restrictedAt: instant(),
    liftedAt: nullable(instant(), { description: 'When it was lifted; null while it holds.', examples: [null] }),
  },
)

const namedFor = oneOf(openingTasks, {
  $id: 'OpeningTask',
  description:
    '`decide`: what would wait for those who are kept out: an interest, a plan, a finding, an appeal, a death. `identity`: who the person is, likely doubles, sign-ins, legal holds. `pay`: the account of the person, and payments on their cases, by a finance officer.',
})
export const NewRecordOpening = thing('NewRecordOpening', 'To whom a restricted record is opened, and for what.', {
  actorId: signIn('The `sub` of who is named: registered staff, and another than you.', 'sandbox-commissioner-officer'),
  actorName: called(200, 'Their name, as the person reads it.', 'Noor Officer'),
  task: ref(namedFor),
  reason: words(2000, 'Why them.', 'They know nobody in the family.'),
  until: date(),
})
export const RecordOpening = thing('RecordOpening', 'That a restricted record is opened to somebody, for a task.', {
  id: id(),
  personId: id(),
  ...NewRecordOpening.properties,
  openedBy: Type.String({ description: 'Who opened it.', examples: ['sandbox-privacy-officer'] }),
  openedAt: instant(),
  endedAt: nullable(instant(), {
    description: 'When it ended with the restriction; null where it did not, and ends with its day.',
    examples: [null],
  }),
})
export const RecordOpeningPage = pageOf(RecordOpening)

export const RestrictedRecord = thing(
  'RestrictedRecord',
  'A record that is restricted, and what waits there for somebody.',
  {
    ...Restriction.properties,
    waiting: Type.Array(
      ref(
        thing(
          'WaitsForDecider',
          'What waits for somebody who is kept out, so that the privacy officer names who does it.',
          {
            caseId: id(),
            step: Type.String({ description: 'What has to be done.', examples: ['appeal-to-decide'] }),
            party: Type.String({ description: 'The role that it waits for.', examples: ['team-manager'] }),
            since: instant(),
          },
        ),
      ),
      { description: 'Empty where nothing does, or somebody is named for it.' },
    ),
  },
)
export const RestrictedRecordPage = pageOf(RestrictedRecord)
export type RestrictedRecord = Static<typeof RestrictedRecord>
export type RecordOpening = Static<typeof RecordOpening>
export type RecordRead = Static<typeof RecordRead>
export type BreakGlass = Static<typeof BreakGlass>
export type Restriction = Static<typeof Restriction>
export const recordAccessSchemas = [
  Ground,
  RecordRead,
  RecordReadPage,
  NewBreakGlass,
  BreakGlass,
  BreakGlassPage,
  NewRestriction,
  Restriction,
  NewRecordOpening,
  RecordOpening,
  RecordOpeningPage,
  RestrictedRecord,
  RestrictedRecordPage,
  ...crisisLookSchemas,
]

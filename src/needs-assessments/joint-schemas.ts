import { type Static, Type } from '@sinclair/typebox'
import { ofTheCouncil } from '../current-services/social-care-schemas.ts'
import { called, id, instant, nullable, ref, thing, words } from '../shared/schema.ts'

const tookPart = Type.Array(called(200, 'Somebody of this side, by name and role.', 'Nadia Sample, social worker'), {
  description: 'Who took part from this side.',
  minItems: 1,
  maxItems: 10,
})
const finds = words(4000, 'What this side found.', 'Needs support with meals and money; the rest is a health need.')
const SocialCareFound = thing('SocialCareFound', 'What the council pays by what was found.', ofTheCouncil)

export const NewJointFinding = thing('NewJointFinding', 'What one side of a joint assessment found.', {
  organisationId: Type.Optional(
    nullable(id(), {
      description: 'The council that is asked. Needed from the care coordinator; null or left out by the council.',
      examples: [null],
    }),
  ),
  tookPart,
  words: finds,
  socialCare: Type.Optional(
    nullable(ref(SocialCareFound), {
      description: 'Said by the council alone; null or left out: it pays nothing.',
      examples: [null],
    }),
  ),
})
const JointFinding = thing('JointFinding', 'What one side found, of the assessment as it was then.', {
  organisationId: id(),
  tookPart,
  words: finds,
  socialCare: nullable(ref(SocialCareFound), { description: 'What the council pays.', examples: [null] }),
  assessmentVersion: Type.Integer({ minimum: 1, description: 'Of which version of the assessment.', examples: [1] }),
  foundBy: Type.String({ description: 'The `sub` of their token.', examples: ['sandbox-local-authority-officer'] }),
  foundByName: Type.String({ description: 'Who said it, by name.', examples: ['Nadia Sample'] }),
  foundAt: instant(),
})
const side = (description: string) => nullable(ref(JointFinding), { description, examples: [null] })
export const JointFindings = thing('JointFindings', 'What the NHS and the council found together.', {
  needsAssessmentId: id(),
  health: side('What the NHS found, last; null until it has said so.'),
  council: side('What the council found, last; null until it has said so.'),
})
export type JointFinding = Static<typeof JointFinding>
export const jointSchemas = [NewJointFinding, JointFinding, JointFindings]

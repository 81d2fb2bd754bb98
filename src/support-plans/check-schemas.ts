import { Type } from '@sinclair/typebox'
import { NeedPriority } from '../needs-assessments/schemas.ts'
import { UnpaidSupport } from '../rules/assessment/unpaid-support.ts'
import { id, key, nullable, personSays, ref, thing } from '../shared/schema.ts'

const rated = (description: string) => Type.Integer({ minimum: 0, maximum: 4, description, examples: [2] })

export const PlanChecks = thing('PlanChecks', 'What a plan still needs before it can be signed.', {
  ready: Type.Boolean({ description: 'Whether it can be submitted.', examples: [false] }),
  missing: Type.Array(
    ref(
      thing('PlanCheck', 'One thing.', {
        pointer: Type.String({ description: 'The field it is about (RFC 6901).', examples: ['/lines/0/category'] }),
        code: Type.String({ description: 'What is missing, as a code.', examples: ['spending-excluded'] }),
        detail: Type.String({
          description: 'What is missing, in words, and where to go instead.',
          examples: ['A budget cannot pay for gambling.'],
        }),
      }),
    ),
    { description: 'Empty where it is ready.', maxItems: 1500 },
  ),
  toSee: Type.Array(
    ref(
      thing('PlanNote', 'One thing.', {
        pointer: Type.String({
          description:
            'The service that the person has now, what the plan says of lines that become less, or the part of `assessed` that it is about.',
          examples: ['/currentServices/019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
        }),
        code: Type.String({ description: 'What is to be seen, as a code.', examples: ['service-shortfall'] }),
        detail: Type.String({
          description: 'What is to be seen, in words.',
          examples: ['The person will have 30 minutes a week less of a service that they have now'],
        }),
      }),
    ),
    {
      description:
        'What those who sign and decide should know. It keeps nobody from signing. What comes from the assessment is told to those who may read it, and without names or needs to others.',
      maxItems: 300,
    },
  ),
  assessed: nullable(
    ref(
      thing('AssessedForPlan', 'What the assessment in force says that the plan answers.', {
        needsAssessmentId: id(),
        needs: Type.Array(
          ref(
            thing('AssessedNeed', 'A need, and the lines of the plan that are for it.', {
              need: key('The domain of the assessment.', 'sleep'),
              title: Type.String({ description: 'Its title.', examples: ['Sleep and energy'] }),
              typicalDay: rated('On a typical day.'),
              worstDay: rated('On a worst day.'),
              priority: nullable(ref(NeedPriority), {
                description: 'How much the person wants this to change; null where they did not say.',
                examples: ['high'],
              }),
              hiddenFromOthers: Type.Boolean({ description: 'Whether others do not see it.', examples: [true] }),
              words: nullable(Type.String(personSays), {
                description: 'What the person says of it; null where they said nothing more.',
                examples: [null],
              }),
              lines: Type.Array(key('The key of a line.', 'drum-kit'), {
                description: 'The lines that are for it; empty where none is.',
                maxItems: 50,
              }),
            }),
          ),
          {
            description: 'Each need that is some difficulty on a worst day, in the order of the instrument.',
            maxItems: 50,
          },
        ),
        unpaidSupport: Type.Array(ref(UnpaidSupport), {
          description: 'What others do for the person without pay; empty where nobody has asked.',
          maxItems: 30,
        }),
      }),
    ),
    { description: 'Null where nothing was assessed, and to those who may not read the assessment.', examples: [null] },
  ),
})

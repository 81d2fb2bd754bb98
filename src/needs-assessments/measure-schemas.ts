import { Type } from '@sinclair/typebox'
import { date, key, nullable, oneOf, ref, thing } from '../shared/schema.ts'

const betterWhen = () =>
  ref(
    oneOf(['higher', 'lower'], {
      $id: 'BetterWhen',
      description: 'Whether a higher score is better for the person, or a lower.',
    }),
  )

const ofScale = {
  measure: key('The code of the measure.', 'reqol-10'),
  version: Type.Integer({ minimum: 1, description: 'Its version.', examples: [1] }),
  scale: key('The scale of the measure.', 'total'),
}
export const MeasureScore = thing('MeasureScore', 'A score of a standard measure, as the person gave it on the day.', {
  ...ofScale,
  score: Type.Integer({ minimum: 0, maximum: 1000, description: 'The score, within its scale.', examples: [18] }),
})
export const measureScores = {
  measures: Type.Optional(
    Type.Array(ref(MeasureScore), {
      description: 'Scores of standard measures (`listMeasures`), each scale once; left out where none was used.',
      maxItems: 30,
    }),
  ),
}
const measured = thing('MeasuredScore', 'A score, and the day it is of.', {
  rating: Type.Integer({ description: 'The score.', examples: [18] }),
  on: date(),
})
export const MeasureThenAndNow = thing('MeasureThenAndNow', 'How a scale of a measure was scored, and is.', {
  ...ofScale,
  betterWhen: betterWhen(),
  baseline: nullable(ref(measured), { description: 'As it was scored first.', examples: [null] }),
  now: nullable(ref(measured), {
    description: 'As it was scored last; null where it was scored once.',
    examples: [null],
  }),
  change: nullable(Type.Integer(), {
    description: 'By how much the score went up; null where there are no two scores.',
    examples: [4],
  }),
})

export const Measure = thing('Measure', 'A standard measure of community mental health whose scores are kept.', {
  code: key('The code of the measure.', 'reqol-10'),
  version: Type.Integer({ minimum: 1, description: 'Its version.', examples: [1] }),
  title: Type.String({ description: 'Its title.', examples: ['ReQoL-10'] }),
  source: Type.String({ description: 'Where it comes from.', examples: ['University of Sheffield'] }),
  licence: Type.String({
    description: 'Who gives the licence. The words of its items are not here.',
    examples: ['Ask Oxford University Innovation for a licence.'],
  }),
  betterWhen: betterWhen(),
  scales: Type.Array(
    ref(
      thing('MeasureScale', 'A scale of a measure, and its bounds.', {
        key: key('The key that a score names.', 'total'),
        title: Type.String({ description: 'What it adds up.', examples: ['The sum of 10 items'] }),
        least: Type.Integer({ description: 'The least that a score can be.', examples: [0] }),
        most: Type.Integer({ description: 'The most that a score can be.', examples: [40] }),
      }),
    ),
    { description: 'Its scales, in order.', maxItems: 20 },
  ),
})
export const MeasureList = thing('MeasureList', 'Every version of every measure.', {
  items: Type.Array(ref(Measure), { description: 'The newest of each last.', maxItems: 100 }),
})

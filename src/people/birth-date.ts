import { Type } from '@sinclair/typebox'

export const BirthDate = Type.String({
  $id: 'BirthDate',
  pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$',
  maxLength: 10,
  description: 'When somebody was born, as far as it is known: a day, a month (`1990-05`) or a year (`1990`).',
  examples: ['1990-05-17'],
})

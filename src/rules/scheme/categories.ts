import { type Static, Type } from '@sinclair/typebox'
import { called, key, oneOf, ref, thing, words } from '../../shared/schema.ts'

/** What categories of different schemes add up to. A scheme names its own categories; the groups are the same everywhere. */
export const categoryGroups = [
  'treatment',
  'support',
  'learning-and-work',
  'health',
  'home',
  'getting-about',
  'technology',
  'leisure',
  'crisis',
  'other',
  'not-bought',
] as const
export type CategoryGroup = (typeof categoryGroups)[number]
export const CategoryGroup = oneOf(categoryGroups, {
  $id: 'CategoryGroup',
  description:
    'What reports add categories up to, in every scheme; not-bought: what no budget of the scheme buys. Groups may be added.',
})

const source = (example: string) => words(300, 'Where it comes from.', example)

export const SpendingCategory = thing('SpendingCategory', 'A category of spending in a scheme.', {
  key: key('The key that a plan line names.', 'equipment'),
  name: called(100, 'Its name, in plain words.', 'Equipment and materials'),
  group: ref(CategoryGroup, { description: 'Its group in reports.' }),
  source: source('Mind, 2013: college courses, laptops, a holiday, exercise and clothing'),
})
export type SpendingCategory = Static<typeof SpendingCategory>

export const ExcludedCategory = thing('ExcludedCategory', 'A category that no budget buys.', {
  category: key('A category of the scheme.', 'gambling'),
  sentence: words(300, 'Why it cannot be bought.', 'A budget cannot pay for gambling.'),
  signpost: words(300, 'Where to go instead.', 'The National Gambling Helpline is free: 0808 8020 133.'),
  words: Type.Optional(
    Type.Array(called(60, 'A word, or a few.', 'scratch card'), {
      description:
        'What else it is called here, beside the words that the service has for the categories that it knows: what is bought is looked at by these words.',
      maxItems: 200,
    }),
  ),
  source: source('Set by the scheme: as other NHS commissioners publish it'),
})
export type ExcludedCategory = Static<typeof ExcludedCategory>
export const categorySchemas = [SpendingCategory, ExcludedCategory]

/** The category as the scheme has it; undefined where the version lists none. */
export const categoryOf = (
  { categories }: { readonly categories: readonly SpendingCategory[] | null },
  category: string,
): SpendingCategory | undefined => categories?.find(({ key }) => key === category)

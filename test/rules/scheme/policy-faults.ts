import { instruments } from '../../../src/rules/assessment/instruments.ts'
import { presetOf } from './presets.ts'

/** The domains that points are counted on. */
export const domains = instruments.flatMap((instrument) => instrument.domains.map(({ key }) => key))

export const [merseyside, pool, lambeth, historic, northamptonshire, kent, aftercare, coast] = [
  'merseyside-one-off',
  'west-sussex-pooled',
  'lambeth-integrated',
  'local-pilot-historic',
  'northamptonshire',
  'kent-peer-brokerage',
  'section-117',
  'south-kent-coast',
]
export const band = (fromPoints: number, floorPence: number, ceilingPence: number) => ({
  fromPoints,
  floorPence,
  ceilingPence,
})
export const quorum = (kind: string, members: number, livedExperience: number) => ({ kind, members, livedExperience })
const forced = (condition: string, tier: string) => ({ condition, tier, source: 'a test' })
const panelOfOne = {
  tier: 'care-coordinator',
  heldBy: ['care-coordinator'],
  limitPence: 150_000,
  workingDays: 5,
  source: '-',
}

/** What is wrong with rules as policy: what it is, under which scheme, what is changed, and the names of the faults. */
export const faults: readonly (readonly [
  name: string,
  code: string,
  changes: Readonly<Record<string, unknown>>,
  expected: readonly string[],
])[] = [
  ['a band upside down', merseyside, { '/budget/floorPence': 100_001 }, ['/budget/ceilingPence band-inverted']],
  [
    'no price that can be bought',
    northamptonshire,
    { '/prices': [{ ...presetOf('northamptonshire').prices[0], purchasable: false }] },
    ['/prices price-missing'],
  ],
  [
    'nothing that no budget buys',
    merseyside,
    {
      '/excluded': presetOf('merseyside-one-off').excluded.filter(
        ({ category }) => !['alcohol', 'gambling'].includes(category),
      ),
    },
    [
      '/excluded exclusion-missing',
      '/excluded exclusion-missing',
      '/categories/13/group group-unsuitable',
      '/categories/15/group group-unsuitable',
    ],
  ],
  ['no price at all', historic, { '/prices': [] }, ['/prices price-missing']],
  [
    'an uplift from nowhere',
    merseyside,
    { '/adjustments/upliftBasisPoints': 1, '/tiers/3/limitPence': 200_000 },
    ['/adjustments/upliftSource source-missing'],
  ],

  ['a weight missing', pool, { '/budget/weights/mood': undefined }, ['/budget/weights/mood weight-missing']],
  ['a weight for no domain', pool, { '/budget/weights/chess': 100 }, ['/budget/weights/chess domain-unknown']],
  [
    'weights that are all 0',
    pool,
    { '/budget/weights': Object.fromEntries(domains.map((key) => [key, 0])) },
    ['/budget/weights weight-missing'],
  ],
  ['bands that begin above 0', pool, { '/budget/bands': [band(1, 0, 9)] }, ['/budget/bands/0/fromPoints band-gap']],
  [
    'bands that overlap',
    pool,
    { '/budget/bands': [band(0, 0, 9), band(5, 0, 9), band(5, 0, 9), band(4, 0, 9)] },
    ['/budget/bands/2/fromPoints band-overlap', '/budget/bands/3/fromPoints band-overlap'],
  ],
  [
    'a ceiling that falls',
    pool,
    { '/budget/bands': [band(0, 0, 9), band(5, 0, 8)] },
    ['/budget/bands/1/ceilingPence band-falls'],
  ],
  [
    'a floor that falls',
    pool,
    { '/budget/bands': [band(0, 2, 9), band(5, 1, 9)] },
    ['/budget/bands/1/floorPence band-falls'],
  ],
  [
    'a band of points upside down',
    pool,
    { '/budget/bands': [band(0, 10, 9)] },
    ['/budget/bands/0/ceilingPence band-inverted'],
  ],

  ['shares below the whole', lambeth, { '/split/shares/0/basisPoints': 4_999 }, ['/split/shares shares-not-whole']],
  ['shares above the whole', lambeth, { '/split/shares/0/basisPoints': 5_001 }, ['/split/shares shares-not-whole']],
  ['no shares', lambeth, { '/split/shares': [] }, ['/split/shares shares-not-whole']],
  ['a funder twice', lambeth, { '/split/shares/0/funder': 'local-authority' }, ['/split/shares key-repeated']],
  [
    'shares that nobody uses',
    merseyside,
    { '/split/shares': [{ funder: 'commissioner', basisPoints: 10_000 }] },
    ['/split/shares shares-not-used'],
  ],
  [
    'shares to decide where there are none',
    merseyside,
    { '/split/decidedAtApproval': true },
    ['/split/decidedAtApproval shares-not-used'],
  ],
  ['one funder that is two', merseyside, { '/split/host': 'pool' }, ['/split/host funder-unknown']],

  ['a tier twice', merseyside, { '/tiers/1/tier': 'mdt-meeting', '/forced': [] }, ['/tiers/2/tier key-repeated']],
  ['a tier that nobody holds', merseyside, { '/tiers/1/heldBy': [] }, ['/tiers/1/heldBy tier-nobody-holds']],
  ['a limit that falls', merseyside, { '/tiers/1/limitPence': 39_999 }, ['/tiers/1/limitPence limit-falls']],
  [
    'a limit that falls below one before a tier without a limit',
    merseyside,
    { '/tiers/1/limitPence': null, '/tiers/2/limitPence': 39_999, '/forced': [] },
    ['/tiers/2/limitPence limit-falls'],
  ],
  ['a panel without a quorum', merseyside, { '/tiers/3/quorum': null }, ['/tiers/3/quorum quorum-missing']],
  ['a joint panel without a quorum', aftercare, { '/tiers/0/quorum': null }, ['/tiers/0/quorum quorum-missing']],
  [
    'a panel of professionals, by its quorum',
    merseyside,
    { '/tiers/3/quorum': quorum('number', 3, 0) },
    ['/tiers/3/quorum/livedExperience lived-experience-missing'],
  ],
  [
    'a panel of professionals, by who sits there',
    aftercare,
    { '/tiers/0/heldBy': ['commissioner-officer', 'local-authority-officer'] },
    ['/tiers/0/heldBy lived-experience-missing'],
  ],
  [
    'more with lived experience than members',
    merseyside,
    { '/tiers/3/quorum': quorum('number', 2, 3) },
    ['/tiers/3/quorum/livedExperience quorum-impossible'],
  ],
  [
    'lived experience that nobody has',
    merseyside,
    { '/tiers/2/quorum': quorum('number', 2, 1) },
    ['/tiers/2/quorum/livedExperience quorum-impossible'],
  ],
  [
    'a panel of the one care coordinator',
    kent,
    { '/tiers/0': { ...panelOfOne, quorum: quorum('number', 2, 0) } },
    ['/tiers/0/quorum/members quorum-impossible'],
  ],
  ['a ceiling that no tier may decide on', merseyside, { '/budget/ceilingPence': 100_001 }, ['/tiers tier-missing']],
  [
    'a ceiling that no tier may decide on once it has its uplift',
    merseyside,
    { '/adjustments/upliftBasisPoints': 1, '/adjustments/upliftSource': 'Prices' },
    ['/tiers tier-missing'],
  ],
  [
    'a ceiling of points that no tier may decide on',
    pool,
    { '/budget/bands/2/ceilingPence': 2_000_001 },
    ['/tiers tier-missing'],
  ],
  ['a floor that no tier may decide on', historic, { '/budget/floorPence': 3_000_001 }, ['/tiers tier-missing']],
  [
    'a health element that no tier may decide on, whatever the social-care budget beside it',
    coast,
    { '/tiers/1/limitPence': 1, '/forced': [] },
    ['/tiers tier-missing'],
  ],
  [
    'no tier with a limit',
    northamptonshire,
    { '/tiers/0/limitPence': null, '/tiers/1/limitPence': null, '/tiers/2/limitPence': null, '/forced': [] },
    ['/tiers tier-missing'],
  ],

  ['a tier forced that there is not', merseyside, { '/forced/0/tier': 'joint-panel' }, ['/forced/0/tier tier-unknown']],
  [
    'a tier forced that may not decide',
    historic,
    { '/forced/0/tier': 'care-coordinator' },
    ['/forced/0/tier tier-may-not-decide'],
  ],
  [
    'a condition twice',
    merseyside,
    { '/forced/2': forced('crisis-gaps-accepted', 'mdt-meeting') },
    ['/forced/2/condition key-repeated'],
  ],

  [
    'a plan that the person does not sign',
    merseyside,
    { '/signatures': ['broker'] },
    ['/signatures signature-missing'],
  ],
  [
    'a broker who signs where there is none',
    merseyside,
    { '/brokerage/kind': 'none' },
    ['/signatures signature-impossible'],
  ],
  [
    'a signature that nobody can give',
    merseyside,
    { '/signatures': ['person', 'advocate', 'representative'] },
    ['/signatures signature-impossible', '/signatures signature-impossible'],
  ],
  [
    'appeals that only the care coordinator hears',
    merseyside,
    { '/appeals/reviewers': ['care-coordinator'] },
    ['/appeals/reviewers reviewer-missing'],
  ],

  ['a question twice', merseyside, { '/readinessQuestions/1/key': 'what-now' }, ['/readinessQuestions/1 key-repeated']],
  ['a price twice', northamptonshire, { '/prices/6/code': 'inpatient-day' }, ['/prices/6 key-repeated']],
  [
    'an exclusion twice',
    merseyside,
    { '/excluded/2/category': 'alcohol' },
    ['/excluded/2 key-repeated', '/excluded exclusion-missing', '/categories/15/group group-unsuitable'],
  ],
  ['a reason twice', merseyside, { '/reasons/8/code': 'not-eligible' }, ['/reasons/8 key-repeated']],

  [
    'a category twice',
    merseyside,
    { '/categories/1/key': 'training', '/catalogue': null },
    ['/categories/1 key-repeated'],
  ],
  [
    'an exclusion of no category',
    merseyside,
    { '/excluded/9': { category: 'fireworks', sentence: 'No.', signpost: 'Elsewhere.', source: 'a test' } },
    ['/excluded/9/category category-unknown'],
  ],
  [
    'a catalogue of what there is not, and of what cannot be bought',
    merseyside,
    { '/catalogue': ['training', 'drums', 'alcohol'] },
    ['/catalogue/1 category-unknown', '/catalogue/2 category-excluded'],
  ],
  [
    'a group that says that something is bought, or is not',
    merseyside,
    { '/categories/0/group': 'not-bought', '/categories/13/group': 'other', '/catalogue': null },
    ['/categories/0/group group-unsuitable', '/categories/13/group group-unsuitable'],
  ],
  [
    'nothing that a budget buys',
    merseyside,
    {
      '/categories': presetOf('merseyside').categories?.filter(({ group }) => group === 'not-bought'),
      '/catalogue': null,
    },
    ['/categories category-missing'],
  ],
  [
    'a way in twice, and a joint assessment that nobody is told of',
    coast,
    {
      '/eligibility/takes': [1, 2].map(() => ({ entryStatus: 'with-social-care-budget', jointAssessment: true })),
    },
    ['/eligibility/takes/1 key-repeated', '/eligibility/checked check-missing'],
  ],
]

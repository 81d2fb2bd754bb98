import t from 'tap'
import { clearedPhrases, excludedWords } from '../../../src/rules/spending/excluded-words.ts'
import { lookAt, readAs } from '../../../src/rules/spending/looked-at-words.ts'

const uses = Object.keys(excludedWords).map((category) => ({
  category,
  ...{ sentence: `No budget buys ${category}.`, signpost: 'Ask.', source: 'Test' },
}))
/** `alcohol!` where it is certain, `alcohol?` where it is in doubt, and nothing where no word is in it. */
const look = (text: string, certainly?: boolean) => {
  const found = lookAt(text, uses, certainly)
  return found && `${found.uses.map(({ category }) => category).join(' ')}${found.certain ? '!' : '?'}`
}

t.test('what names an excluded thing and nothing else is certain', async (t) => {
  for (const [text, as] of [
    ['Whisky', 'alcohol!'],
    ['2 bottles of WHISKEY, 70cl', 'alcohol!'],
    ['wódka', 'alcohol!'],
    ['𝓦𝓱𝓲𝓼𝓴𝔂', 'alcohol!'],
    ['whi\u200bsky', 'alcohol!'],
    ['w h i s k y', 'alcohol!'],
    ['W.H.I.S.K.Y', 'alcohol!'],
    ['Brandies', 'alcohol!'],
    ['20 Marlboro', 'tobacco!'],
    ['a vape', 'tobacco!'],
    ['scratch cards', 'gambling!'],
    ['Scratchcards x 5', 'gambling!'],
    ['scratch-card', 'gambling!'],
    ['bet365', 'gambling!'],
    ['Credit card bill', 'debt-repayment!'],
    ['cannabis', 'unlawful!'],
    ['Private GP', 'primary-medical-care!'],
    ['prescription charges', 'nhs-charges!'],
    ['vodka and cigarettes', 'alcohol tobacco!'],
  ] as const)
    t.equal(look(text), as, text)
})

t.test('the lines of a till receipt', async (t) => {
  for (const [text, as] of [
    ['Benson & Hedges', 'tobacco!'],
    ['BENSON & HEDGES 20S', 'tobacco!'],
    ['Benson and Hedges', 'tobacco!'],
    ['benson n hedges', 'tobacco!'],
    ['bensonandhedges', 'tobacco!'],
    ['BENSON&HEDGES BLUE SUPERKINGS', 'tobacco?'],
    ['LAMBERT&BUTLER 20S', 'tobacco!'],
    ['e-cig', 'tobacco!'],
    ['E CIG REFILL 10ML', 'tobacco?'],
    ['20 cigs', 'tobacco!'],
    ['ciggy', 'tobacco!'],
    ['v-ape', 'tobacco?'],
    ['fag', 'tobacco?'],
    ['MERLOT 75CL', 'alcohol!'],
    ['PINOT GRIGIO 1 @ 6.50', 'alcohol?'],
    ['Pinot Grigio', 'alcohol!'],
    ['STELLA 4X568ML', 'alcohol?'],
    ['STELLA ARTOIS 4X568ML', 'alcohol!'],
    ['FOSTERS 10PK', 'alcohol?'],
    ['wh!sky', 'alcohol?'],
    ['WH!SKEY 70CL', 'alcohol?'],
    ['w*ne', 'alcohol?'],
    ['v*dk*', 'alcohol?'],
    ['be-er', 'alcohol?'],
    ['wi.ne', 'alcohol?'],
    ['F+GS', undefined],
    ['MILK 2PT', undefined],
    ['BREAD WHITE 800G', undefined],
    ['SCOTCH EGGS 4PK', undefined],
    ['HALF-PRICE PASTA', undefined],
    ['CARRIER BAG £0.30', undefined],
    ['TOTAL: £12.50 / CARD **** 1234', undefined],
    ['BATTERIES AA*4', undefined],
  ] as const)
    t.equal(look(text), as, text)
  t.equal(look('Stella Jones', false), undefined, 'somebody who is paid is called so')
  t.equal(look('Stella Artois', false), 'alcohol?')
})

t.test('such a word among others, or one that is hidden, is a doubt for somebody to look at', async (t) => {
  for (const [text, as] of [
    ['Whiskey the dog’s lead', 'alcohol?'],
    ['Lessons at Boddingtons Lane', 'alcohol?'],
    ['Wine glasses', 'alcohol?'],
    ['Alcohol-free lager', 'alcohol?'],
    ['whіsky', 'alcohol?'],
    ['wh1sky', 'alcohol?'],
    ['b33r', 'alcohol?'],
    ['whis ky', 'alcohol?'],
    ['whiskybottle', 'alcohol?'],
    ['vvine', 'alcohol?'],
    ['a loan', 'debt-repayment?'],
    ['Bingo night at the club', 'gambling?'],
    ['Leisure and beer', 'alcohol?'],
  ] as const)
    t.equal(look(text), as, text)
  t.equal(look('Paddy Power', false), 'gambling?', 'a name of a shop does not say what was bought')
})

t.test('what only sounds like one is nothing', async (t) => {
  for (const text of [
    ...['A five-piece drum kit, for co-ordination', 'A mattress', 'nape pillow', 'Lagerfeld scarf', 'engineering', ''],
    ...['⚽', 'leisure', 'Chainsaw certificate', 'Sky TV', 'Ginger beer', 'Fine art materials', 'Debt advice'],
    ...['200 g in a jar', 'Deb T', 'Drum lessons and a snare', 'T-shirts, e-bike and Wi-Fi', 'Rock-and-roll choir'],
    ...['One-to-one support at home', 'Coach trip to Whitby', 'SAD light', 'A gravestone', 'swimming, 10 sessions'],
    ...clearedPhrases,
  ])
    t.equal(look(text), undefined, text)
})

t.test('a scheme has words of its own beside those that are looked at everywhere', async (t) => {
  const own = { category: 'fireworks', words: ['bangers', 'roman candle'], sentence: 'No.', signpost: '', source: '' }
  t.equal(lookAt('Roman candles', [own])?.certain, true)
  t.equal(lookAt('Sausages and bangers', [own])?.certain, false)
  t.equal(lookAt('Whisky', [own])?.certain, true, 'whatever a scheme excludes, alcohol is no health care')
  t.equal(lookAt('A firework display', []), undefined)
})

t.test('the longest text that can be sent is looked at in no time', async (t) => {
  const began = performance.now()
  look('wine of the house '.repeat(28))
  look('a'.repeat(500))
  look('a '.repeat(250))
  t.ok(performance.now() - began < 500)
})

t.test('the same words are the same, however they are written', async (t) => {
  t.equal(readAs('Whiskey the dog’s LEAD'), readAs('whiskey, the dogs lead!'))
  t.not(readAs('Whiskey the dogs lead'), readAs('Whiskey the dogs bowl'))
})

t.test(
  'what no budget buys is known by its words in a scheme that does not say it, or says it by another name',
  async (t) => {
    const drink = { category: 'drink', sentence: 'No drink.', signpost: 'Ask.', source: 'Test' }
    for (const excluded of [[], [drink]])
      t.match(lookAt('Whisky', excluded), { certain: true, uses: [{ category: 'alcohol', signpost: /Drinkline/ }] })
    t.match(
      lookAt('Whisky', [{ ...drink, category: 'alcohol' }]),
      { uses: [{ sentence: 'No drink.' }] },
      'by its own words',
    )
  },
)

/**
 * What is called by which name, by the category of a scheme that no budget buys. `sure` names a thing by itself; `doubtful` also names other things, so that somebody
 * always looks. The uses are those that NHS commissioners publish; the words are set by the service: no source lists them. A scheme adds its own (`excluded[].words`).
 */
export interface WordsOfUse {
  readonly sure: readonly string[]
  readonly doubtful: readonly string[]
  /** Doubtful in what is bought, and nothing in the name of who is paid: people are called so. */
  readonly names?: readonly string[]
}

const list = (words: string): string[] => words.split(',').map((word) => word.trim())

export const excludedWords: Readonly<Record<string, WordsOfUse>> = {
  alcohol: {
    sure: list(
      'alcohol, booze, whisky, whiskey, lager, beer, wine, cider, vodka, gin, rum, brandy, cognac, tequila, prosecco, champagne, cava, bourbon, liqueur, schnapps, ouzo, sambuca, absinthe, alcopop, red wine, white wine, sparkling wine, pale ale, craft beer, real ale, sherry, vermouth, baileys, jagermeister, smirnoff, bacardi, guinness, stella artois, budweiser, heineken, fosters lager, carling, strongbow, magners, jack daniels, johnnie walker, jim beam, gordons gin, buckfast, lambrini, white lightning, frosty jacks, special brew, wodka, merlot, pinot grigio, pinot noir, chardonnay, sauvignon blanc, shiraz, malbec, rioja, chianti, lambrusco, zinfandel, glenfiddich, famous grouse, captain morgan, kronenbourg, amstel, kopparberg, bulmers, pimms, campari, aperol, cointreau, babycham, wkd, jacobs creek',
    ),
    doubtful: list(
      'ale, stout, spirits, mead, shots, cocktail, bubbly, bar tab, pub tab, round of drinks, off licence, offlicence, wine bar, brewery, boddingtons, carlsberg, tennents, desperados, san miguel, peroni, corona beer, corona extra, fosters, carlsberg export, thatchers, scotch, claret, port wine, tawny port, ruby port, ipa, echo falls, blossom hill, oyster bay, casillero del diablo, alcopops, bargain booze, majestic wine, wine rack, hip flask, homebrew, home brew',
    ),
    names: list('stella'),
  },
  tobacco: {
    sure: list(
      'tobacco, cigarette, cigar, cigarillo, cig, ciggy, rolling tobacco, rollies, baccy, fags, ciggies, snuff, snus, vape, vaping, vape liquid, vape juice, vape pen, vape kit, disposable vape, e cigarette, ecig, e cig, e liquid, eliquid, elf bar, lost mary, shisha, hookah, rizla, rolling papers, nicotine pouch, marlboro, benson and hedges, lambert and butler, golden virginia, amber leaf, sobranie, old holborn, cutters choice, lucky strike, silk cut, rothmans, john player special, geek bar, vuse, iqos, zyn',
    ),
    doubtful: list(
      'fag, smokes, roll ups, filter tips, nicotine, pall mall, jps, sterling dual, lighter fuel, pipe tobacco, menthols, juul',
    ),
  },
  gambling: {
    sure: list(
      'gambling, lottery, lottery ticket, lotto, euromillions, scratch card, scratchcard, betting, bet slip, free bet, bookmaker, bookies, casino, casino chips, poker chips, fruit machine, slot machine, roulette, bingo tickets, raffle tickets, spread betting, football pools, in play bet, bet365, betfred, betfair, paddy power, william hill, ladbrokes, coral bookmakers, skybet, sky bet, unibet, betway, bwin, national lottery, postcode lottery, health lottery, premium bonds',
    ),
    doubtful: list(
      'bet, bets, wager, bingo, raffle, poker, arcade, tombola, accumulator, odds, tote, coral, slots, jackpot, sweepstake',
    ),
  },
  'debt-repayment': {
    sure: list(
      'debt, debt repayment, loan repayment, repay loan, pay off loan, payday loan, pay day loan, credit card bill, credit card payment, credit card repayment, overdraft, overdraft fee, rent arrears, council tax arrears, arrears, bailiff, debt collector, debt collection, catalogue debt, store card payment, klarna, clearpay, laybuy, wonga, provident, brighthouse, lowell, cabot financial, county court judgment, ccj',
    ),
    doubtful: list(
      'loan, repayment, credit card, instalment, finance agreement, fine, penalty charge, interest charge, iou, money owed, owed to, pay back, borrowed, mortgage, consolidation',
    ),
  },
  unlawful: {
    sure: list(
      'cannabis, marijuana, cocaine, heroin, ecstasy, mdma, ketamine, amphetamine, methamphetamine, crystal meth, crack cocaine, lsd, spice drug, magic mushrooms, illegal drugs, stolen goods, counterfeit, fake id, firearm, ammunition, flick knife, knuckle duster, pepper spray, taser, prostitute, escort services',
    ),
    doubtful: list(
      'weed, skunk, hash, drugs, hashish, ganja, spliff, coke, speed, nitrous oxide, laughing gas, poppers, escort, massage parlour, brothel, gun, crossbow, machete, steroids, diazepam, valium, xanax, pregabalin, benzos',
    ),
  },
  'emergency-care': {
    sure: list('emergency ambulance, accident and emergency'),
    doubtful: list('ambulance, paramedic, emergency department, emergency care'),
  },
  'primary-medical-care': {
    sure: list('gp appointment, private gp, gp consultation, online gp'),
    doubtful: list(
      'gp, doctors appointment, doctor appointment, medical certificate, sick note, vaccination, travel jab',
    ),
  },
  'nhs-charges': {
    sure: list(
      'prescription charge, prescription prepayment, prescription prepayment certificate, nhs dental charge, nhs dental treatment, nhs prescription',
    ),
    doubtful: list('prescription, dental charge, dentist charge, nhs charge, medicines'),
  },
}

/** What names something else than the word in it does: it is looked at no more. */
export const clearedPhrases: readonly string[] = list(
  'ginger beer, root beer, scotch egg, scotch eggs, scotch broth, scotch bonnet, ginger ale, wine gums, rum baba, alcohol gel, alcohol wipes, alcohol swabs, hand gel, debt advice, gambling support, alcohol support, alcohol counselling, stop smoking, weed killer, weed control, speed awareness, fine art, fine motor, fine liner, fine liners, fine arts, coral reef, coke bottle, coca cola, diet coke, massage gun, glue gun, nail gun, heat gun',
)

/** Words that say nothing of what a thing is: how much of it, in what, and whose. */
export const neutralWords: ReadonlySet<string> = new Set(
  list(
    'a, an, the, of, and, for, my, me, i, some, with, from, at, to, in, on, more, new, x, pk, pack, packs, packet, packets, multipack, bottle, bottles, can, cans, tin, tins, box, boxes, case, cases, crate, crates, carton, cartons, pouch, pouches, bag, bags, pint, pints, half, litre, litres, liter, ml, cl, l, g, kg, gram, grams, ounce, oz, small, large, big, cheap, own, one, two, three, four, five, six, seven, eight, nine, ten, twelve, twenty, dozen, red, white, dry, sweet, cold, buy, bought, purchase, purchases, ticket, tickets, stake, stakes, online, shop, store, week, weekly, month, monthly, today, payment, payments, bill, drink, drinks, drinking',
  ),
)
